# syncgroup completions fish --dynamic
complete --command syncgroup --erase
complete --command syncgroup --no-files --keep-order --arguments '(SYNCGROUP_COMPLETE=fish command syncgroup -- (commandline --current-process --tokenize --cut-at-cursor) (commandline --current-token --cut-at-cursor) 2>/dev/null)'
