# Print an optspec for argparse to handle cmd's options that are independent of any subcommand.
function __fish_syncgroup_global_optspecs
    string join \n p/profile= all-profiles o/output= columns= no-headers jq= i/include q/quiet v/verbose color= y/yes no-input n/dry-run timeout= retries= pace= api-version= proxy= ca-file= no-token-cache no-history record= deny= h/help V/version
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

complete -c syncgroup -n "__fish_syncgroup_needs_command" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -s V -l version -d 'Print version'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "new" -d 'Create sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "create" -d 'Create sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "get" -d 'Show sync groups by ID or name'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "show" -d 'Show sync groups by ID or name'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "list" -d 'List sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "ls" -d 'List sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "update" -d 'Change sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "remove" -d 'Delete sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "rm" -d 'Delete sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "delete" -d 'Delete sync groups'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "move" -d 'Move sources from one group to another'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "export" -d 'Write the tenant\'s groups as a manifest'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "diff" -d 'Show what apply would change; with --exit-code, 10 means that the tenant differs'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "apply" -d 'Make the tenant match a manifest'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "check" -d 'Verify the prerequisites of groups or of a manifest'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "history" -d 'Show the changes made by syncgroup'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "undo" -d 'Undo the last command as a whole'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "sources" -d 'List sources, and whether each can join a group'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "policies" -d 'List password policies'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "password" -d 'Change a user\'s password on every source of a group'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "graph" -d 'Draw groups, sources, applications and policies'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "profile" -d 'Manage profiles: tenants and how to sign in to them'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "login" -d 'Sign in: create the profile if needed, store the secret'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "logout" -d 'Sign out: remove the stored secret and the tokens of a profile'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "whoami" -d 'Show tenant, user, level, scopes and expiry of the credentials'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "doctor" -d 'Test connection, credentials, permissions, clock, prerequisites'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "sandbox" -d 'Serve the embedded tenant to other clients, or reset it'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "api" -d 'Send any request to the tenant'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "batch" -d 'Accept requests from another program'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "powershell" -d 'Install the PowerShell module'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "completions" -d 'Print the completion script of a shell'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "man" -d 'Write the manual pages into a directory'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "version" -d 'Show version, commit, system and features of this program'
complete -c syncgroup -n "__fish_syncgroup_needs_command" -f -a "help" -d 'Explain a command or a topic'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s f -l file -d 'JSON, YAML or CSV file of groups; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l name -d 'Name of the group, as end users see it' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l policy -d 'Password policy of the group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l source -d 'Source of the group; may be given several times' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l if-missing -d 'Treat an existing group of that name as success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l allow-unknown -d 'Send keys that neither the API nor the tenant knows'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-check -d 'Skip the prerequisite checks'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l template -d 'Print a file to fill in, with names from the tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand new" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s f -l file -d 'JSON, YAML or CSV file of groups; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l name -d 'Name of the group, as end users see it' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l policy -d 'Password policy of the group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l source -d 'Source of the group; may be given several times' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l if-missing -d 'Treat an existing group of that name as success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l allow-unknown -d 'Send keys that neither the API nor the tenant knows'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l no-check -d 'Skip the prerequisite checks'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l template -d 'Print a file to fill in, with names from the tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand create" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l tree -d 'Show sources with their health and applications below each group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l resolve -d 'Add passwordPolicyName and sourceNames to JSON and YAML'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l tree -d 'Show sources with their health and applications below each group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l resolve -d 'Add passwordPolicyName and sourceNames to JSON and YAML'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l limit -d 'At most N groups; 0 is an empty list' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l offset -d 'Skip the first N groups' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l name -d 'Groups whose name matches, as in \'Test*\'' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l source -d 'Groups that have this source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l policy -d 'Groups that have this password policy' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l count -d 'Print the tenant\'s total on stderr'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l resolve -d 'Add passwordPolicyName and sourceNames to JSON and YAML'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l limit -d 'At most N groups; 0 is an empty list' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l offset -d 'Skip the first N groups' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l name -d 'Groups whose name matches, as in \'Test*\'' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l source -d 'Groups that have this source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l policy -d 'Groups that have this password policy' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l count -d 'Print the tenant\'s total on stderr'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l resolve -d 'Add passwordPolicyName and sourceNames to JSON and YAML'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand ls" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s f -l file -d 'File with the whole group; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l name -d 'New name' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l policy -d 'New password policy' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l source -d 'Replace all sources; may be given several times' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l add-source -d 'Add a source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l remove-source -d 'Remove a source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l allow-unknown -d 'Send keys that neither the API nor the tenant knows'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l edit -d 'Edit it as YAML in $VISUAL, $EDITOR or vi'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-check -d 'Skip the prerequisite checks'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l force -d 'Overwrite a group that has changed since'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand update" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l ignore-missing -d 'Treat a group that does not exist as success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l ignore-missing -d 'Treat a group that does not exist as success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand rm" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l failed -d 'Write the items that failed to this file, to run again' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l ignore-missing -d 'Treat a group that does not exist as success'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand delete" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l to -d 'ID or name of the group to join' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l from -d 'ID or name of the group to leave, if the sources are in several' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l no-check -d 'Skip the prerequisite checks'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand move" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l ids -d 'Write IDs instead of names, and the groups\' own IDs'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s f -l file -d 'Manifest: a file, a directory, or `-` for stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l prune -d 'Also delete groups that are not in the manifest' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l save -d 'Write the plan to a file, for `apply PLAN`' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l allow-empty -d 'Allow an empty manifest to delete groups with --prune'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l exit-code -d 'Exit with code 10 if there are differences'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l thorough -d 'Ask each source for policy exceptions: one request for every source'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand diff" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s f -l file -d 'Manifest: a file, a directory, or `-` for stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l prune -d 'Also delete groups that are not in the manifest' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l max-deletes -d 'Maximum number of groups to delete with --yes' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l allow-empty -d 'Allow an empty manifest to delete groups with --prune'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l exit-code -d 'With --dry-run, exit with code 10 if there are differences'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand apply" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s f -l file -d 'JSON, YAML or CSV file with planned groups, bodies or a manifest; or a directory of them; `-` is stdin' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l thorough -d 'Ask each source for policy exceptions: one request for every source'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand check" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l group -d 'Changes of the group that has, or once had, this ID or name' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l since -d 'Changes since then: 30m, 12h, 2d, 1w, a date or a time' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l limit -d 'The newest N changes' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l all-tenants -d 'Changes on every tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and not __fish_seen_subcommand_from show" -f -a "show" -d 'Show one change, with the difference that it made'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand history; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l command -d 'Undo the whole command that change N belongs to' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l apply -d 'The same as --command, with the number that an `apply` named' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l from -d 'Undo the last command in this record (see --record), on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l no-check -d 'Skip the prerequisite checks'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand undo" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l eligible -d 'Only sources that can join a group now'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l why -d 'Show why a source cannot join a group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -f -a "get" -d 'Show one source, what uses it, and whether it can join a group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and not __fish_seen_subcommand_from get show" -f -a "show" -d 'Show one source, what uses it, and whether it can join a group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sources; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -f -a "get" -d 'Show one password policy, its rules and what uses it'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and not __fish_seen_subcommand_from get show" -f -a "show" -d 'Show one password policy, its rules and what uses it'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from get" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand policies; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -f -a "set" -d 'Set a user\'s password on every source of a group'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -f -a "status" -d 'Show the status of a password change'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and not __fish_seen_subcommand_from set status rules" -f -a "rules" -d 'Show the rules for a user\'s password on a source'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l user -d 'The user\'s login name' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l group -d 'ID or name of the group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l source -d 'ID or name of a source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l account -d 'ID of the account, if the user has several on the source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l wait -d 'How long to wait for the change to finish, as in 30s' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l password-stdin -d 'Read the password from stdin: one line'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l generate -d 'Generate a password that meets the rules'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l no-wait -d 'Print the ID of the request and do not wait'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l wait -d 'Wait for the change to finish, but no longer than this, as in 30s (exit code 6)' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from status" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l user -d 'The user\'s login name' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l source -d 'ID or name of the source' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand password; and __fish_seen_subcommand_from rules" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l format -d 'Format of the graph' -r -f -a "mermaid\t''
dot\t''
html\t''"
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand graph" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "add" -d 'Add a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "list" -d 'List the profiles'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "show" -d 'Show the settings of a profile, and where each one comes from'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "use" -d 'Set the default profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "set" -d 'Set or remove a value of the profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "rename" -d 'Rename a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "edit" -d 'Edit the config file in your editor'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "remove" -d 'Remove a profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and not __fish_seen_subcommand_from add list show use set rename edit remove import" -f -a "import" -d 'Add the environments of the official tools as profiles'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l base-url -d 'Address of the tenant\'s API' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l tenant -d 'Short name of the tenant, such as acme' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l client-id -d 'ID of the PAT or of the API client' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l client-secret-file -d 'File that holds the client\'s secret' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l client-secret-command -d 'Program that prints the client\'s secret, with its arguments; must be the last option, and runs without a shell' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l sandbox -d 'Add another embedded tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l read-only -d 'Refuse every write on this tenant'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l default -d 'Make it the default profile'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from add" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from list" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from show" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from use" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l unset -d 'Remove the key, so that the default applies'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from set" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from rename" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from edit" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from remove" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand profile; and __fish_seen_subcommand_from import" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l tenant -d 'Tenant of a new profile: its name, or the address of its API or of any of its pages' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l client-id -d 'Client ID of a new profile' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l secret-stdin -d 'Read the secret from stdin: syncgroup login --secret-stdin < secret.txt'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l no-verify -d 'Store the secret without trying it'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand login" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand logout" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand whoami" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l report -d 'Test the assumptions about the tenant, without writes, and save a report without names or secrets' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l sort -d 'Sort by this column; `-COLUMN` is descending' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand doctor" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -f -a "serve" -d 'Serve the embedded tenant to other clients until Ctrl-C'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and not __fish_seen_subcommand_from serve reset" -f -a "reset" -d 'Reset the embedded tenant; everything in it is lost'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l addr -d 'Address to listen on' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l rate-limit -d 'Rate limit per client and API version' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l latency -d 'Delay each reply, as in 50ms' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l fault -d 'Fail a share of the requests, as in 429:0.1' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l page-cap -d 'Send at most N objects per page' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l total-count-offset -d 'Add N to X-Total-Count' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l token-life -d 'Lifetime of an access token, as in 5s' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l shell -d 'Shell to print the lines for [default: SYNCGROUP_SHELL, else the shell in use]' -r -f -a "sh\t''
powershell\t''
cmd\t''"
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l as -d 'Credentials to print' -r -f -a "pat\t''
application\t''
limited\t''"
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l password-delay -d 'Duration of a password change per source [default: 150ms]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l seed -d 'Seed for random faults' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-rate-limit -d 'Do not limit requests'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l lenient -d 'Accept what the documentation does not forbid'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l omit-total-count -d 'Leave X-Total-Count out of replies'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from serve" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l groups -d 'Create N groups of two sources each instead of the documentation\'s examples' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l sources -d 'Add M sources that can join a group' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l name-suffix -d 'Append this to the names of sources and policies, to try a tenant with other names' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand sandbox; and __fish_seen_subcommand_from reset" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s f -l file -d 'Body: a JSON or YAML file, `-` for stdin, or the JSON itself' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l paginate -d 'Read all pages of a list, as one array; a `limit=` in the path is the size of a page'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand api" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l protocol -d 'Fail unless this version of the protocol is supported' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l idle-timeout -d 'End after this many seconds without a request' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand batch" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -f -a "install" -d 'Install the module where PowerShell looks for it'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -f -a "export" -d 'Write the module into a folder'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and not __fish_seen_subcommand_from install export uninstall" -f -a "uninstall" -d 'Remove the module that was installed'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l force -d 'Install even if other modules have commands with the same names'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from install" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from export" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand powershell; and __fish_seen_subcommand_from uninstall" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l dynamic -d 'Also complete profiles, columns and the tenant\'s names'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand completions" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand man" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand version" -s h -l help -d 'Print help (see more with \'--help\')'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l save -d 'Write the output to this file instead of stdout' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s p -l profile -d 'Profile to use; `sandbox` is the embedded tenant' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s o -l output -d 'table, wide, json, jsonl, yaml, csv, tsv or id' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l columns -d 'Columns of table, csv and tsv output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l jq -d 'Apply a jq filter to the JSON output' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l color -d 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` are also honoured' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l timeout -d 'Timeout for one request in seconds [default: 30]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l retries -d 'How often a request that may be repeated is retried [default: 3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l pace -d 'Rate limit: requests in so many seconds, or none [default: 100/10]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l api-version -d 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l proxy -d 'Proxy for all requests, including the token request' -r -f
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l ca-file -d 'PEM file of additional certificate authorities to trust' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l record -d 'Record the changes in this file, too; `undo --from FILE` undoes them on any machine' -r -F
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l deny -d 'Refuse weaker-policy, source-leaves or warnings' -r
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l all-profiles -d 'Every profile in the config file, side by side'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l no-headers -d 'Omit the names of the columns from table, csv and tsv output'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s i -l include -d 'Show status and headers of the response too (-WithHttpInfo)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s q -l quiet -d 'Suppress informational messages'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s v -l verbose -d 'Show each request; -vv adds headers and bodies. Secrets are always redacted'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s y -l yes -d 'Answer yes to all prompts'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l no-input -d 'Never prompt, as if there were no terminal'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s n -l dry-run -d 'Send no writes; show what would be sent (-WhatIf)'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l no-token-cache -d 'Do not cache the access token'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -l no-history -d 'Do not record changes; they cannot be undone'
complete -c syncgroup -n "__fish_syncgroup_using_subcommand help" -s h -l help -d 'Print help (see more with \'--help\')'
