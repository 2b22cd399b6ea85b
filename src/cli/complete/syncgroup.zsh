#compdef syncgroup
# syncgroup completions zsh --dynamic
_syncgroup() {
    local line
    local -a values folders
    while IFS= read -r line; do
        if [[ $line == */ ]]; then folders+=("$line"); else values+=("$line"); fi
    done < <(SYNCGROUP_COMPLETE=zsh command syncgroup -- "${(@Q)words[1,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
    (( $#folders )) && _describe -V folder folders -S ''
    (( $#values )) && _describe -V value values
}
compdef _syncgroup syncgroup
