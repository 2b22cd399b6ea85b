# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_syncgroup_global_optspecs
    string join \n p/profile= o/output= columns= i/include q/quiet v/verbose color= y/yes no-input n/dry-run timeout= retries= api-version= proxy= ca-file= no-token-cache h/help V/version
end

function __fish_syncgroup_needs_command
    # Figure out if the current invocation already has a command.
    set -l cmd (commandline -opc)
    set -e cmd[1]
    argparse -s (__fish_syncgroup_global_optspecs) -- $cmd 2>/dev/null
    or return
    if set -q argv[1]
        # Also print the command, so this can be used to figure out what it is.
        echo $argv[1]
        return 1
    end
    return 0
end

function __fish_syncgroup_using_subcommand
    set -l cmd (__fish_syncgroup_needs_command)
    test -z "$cmd"
    and return 1
    contains -- $cmd[1] $argv
end

complete -c syncgroup -n "__fish_syncgroup_needs_command" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s V -l version -d 'Print version'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "new" -d 'Create password sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "get" -d 'Show groups by ID or name'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "list" -d 'List groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "update" -d 'Change a group'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "remove" -d 'Delete groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "profile" -d 'The tenants that this machine knows'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "sandbox" -d 'The embedded tenant: serve it to other clients, or seed it anew'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s f -l file -d 'JSON or YAML file of one group or an array of groups; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l name -d 'Name of the group, as end users see it' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l policy -d 'Password policy of the group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l source -d 'Source of the group; give it once for each' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l if-missing -d 'Let a group of that name be a success: print it, and warn what differs'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l allow-unknown -d 'Send keys that neither the API nor the tenant\'s groups have'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l template -d 'Print a body to fill in, and do nothing else'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l limit -d 'At most N groups; 0 is an empty list' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l offset -d 'Leave out the first N groups' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l name -d 'Groups whose name matches, as in \'Test*\'' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l source -d 'Groups that have this source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l policy -d 'Groups that have this password policy' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l sort -d 'id, name, passwordPolicyId, created, modified or members; with a minus in front, descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l count -d 'Print the tenant\'s total on stderr, and the number of matches where there is a filter'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s f -l file -d 'JSON or YAML file with the whole group; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l name -d 'New name' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l policy -d 'New password policy' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l source -d 'Replace all sources; give it once for each' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l add-source -d 'Add a source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l remove-source -d 'Take a source out' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l allow-unknown -d 'Send keys that neither the API nor the tenant\'s groups have'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l force -d 'Overwrite a group that has changed since, or send another group\'s body'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l ignore-missing -d 'Let a group that is not there be a success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "add" -d 'Add a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "list" -d 'List the profiles'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "show" -d 'Show each value of the chosen profile, and where it came from; never a secret'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "use" -d 'Use a profile where none is named'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "remove" -d 'Remove a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use remove help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l base-url -d 'Address of the tenant\'s API, such as https://acme.api.identitynow.com' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l tenant -d 'Short name of the tenant, such as acme, instead of its address' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l client-id -d 'ID of the PAT or of the API client' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l client-secret-file -d 'File that holds the client\'s secret' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l read-only -d 'Refuse every write on this tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l default -d 'Use the profile where none is named'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "add" -d 'Add a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "list" -d 'List the profiles'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "show" -d 'Show each value of the chosen profile, and where it came from; never a secret'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "use" -d 'Use a profile where none is named'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "remove" -d 'Remove a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -f -a "serve" -d 'Offer the embedded tenant to any client of this API, until Ctrl-C'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -f -a "reset" -d 'Seed the embedded tenant anew; everything in it is lost'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l addr -d 'Loopback address and port; port 0 takes a free one' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l rate-limit -d 'Requests per seconds that the tenant allows to each client and API version' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l latency -d 'Wait before each answer, as in 50ms' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l fault -d 'Fail some requests: a status, `reset`, `drop` or `cut`, and how often, as in 429:0.1' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l token-life -d 'How long a token is good, as in 5s' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l seed -d 'Make the faults of a run repeatable' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-rate-limit -d 'Answer as many requests as come'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l lenient -d 'Accept what only assumptions about the tenant forbid'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l groups -d 'Fill it with N groups of two sources each, instead of the documentation\'s examples' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l sources -d 'Add M sources that are free to join a group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "serve" -d 'Offer the embedded tenant to any client of this API, until Ctrl-C'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "reset" -d 'Seed the embedded tenant anew; everything in it is lost'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s p -l profile -d 'Profile of the config file; `sandbox` is built in and needs no file' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s o -l output -d 'table, json, jsonl, yaml, csv or id [default: table]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l columns -d 'Columns of table and csv; an unknown one lists those there are' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l timeout -d 'Seconds that one request may take [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l retries -d 'How often a request that may be repeated is tried again [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l proxy -d 'Proxy for all requests, the token\'s too' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l ca-file -d 'PEM file of certificate authorities to trust in addition' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s i -l include -d 'Show status and headers of the reply too, as the cmdlets\' -WithHttpInfo'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s q -l quiet -d 'No news on stderr; errors and data still'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s v -l verbose -d 'Show each request; twice: with headers and bodies, secrets redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s y -l yes -d 'Answer yes to every question'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-input -d 'Never ask, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s n -l dry-run -d 'Send no write; show what would be sent, as the cmdlets\' -WhatIf'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-token-cache -d 'Leave no token behind'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s h -l help -d 'Print help'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "new" -d 'Create password sync groups'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "get" -d 'Show groups by ID or name'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "list" -d 'List groups'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "update" -d 'Change a group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "remove" -d 'Delete groups'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "profile" -d 'The tenants that this machine knows'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "sandbox" -d 'The embedded tenant: serve it to other clients, or seed it anew'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "completions" -d 'Print the completion script of a shell'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and not __fish_seen_subcommand_from new get list update remove profile sandbox completions help" -f -a "help" -d 'Print this message or the help of the given subcommand(s)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "add" -d 'Add a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "list" -d 'List the profiles'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "show" -d 'Show each value of the chosen profile, and where it came from; never a secret'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "use" -d 'Use a profile where none is named'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from profile" -f -a "remove" -d 'Remove a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "serve" -d 'Offer the embedded tenant to any client of this API, until Ctrl-C'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help; and __fish_seen_subcommand_from sandbox" -f -a "reset" -d 'Seed the embedded tenant anew; everything in it is lost'
