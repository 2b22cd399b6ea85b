# syncgroup completions bash --dynamic
_syncgroup() {
    local line
    COMPREPLY=()
    while IFS= read -r line; do
        COMPREPLY+=("$line")
    done < <(SYNCGROUP_COMPLETE=bash command syncgroup -- "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    if [[ ${#COMPREPLY[@]} == 1 && ${COMPREPLY[0]} == *[/=] ]]; then
        compopt -o nospace 2>/dev/null
    fi
    return 0
}
complete -o nosort -F _syncgroup syncgroup 2>/dev/null || complete -F _syncgroup syncgroup
