# syncgroup completions elvish --dynamic
set edit:completion:arg-completer[syncgroup] = {|@words|
    tmp E:SYNCGROUP_COMPLETE = elvish
    try { e:syncgroup -- $@words 2>/dev/null | from-lines } catch { }
}
