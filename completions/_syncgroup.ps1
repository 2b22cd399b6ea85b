
using namespace System.Management.Automation
using namespace System.Management.Automation.Language

Register-ArgumentCompleter -Native -CommandName 'syncgroup' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)

    $commandElements = $commandAst.CommandElements
    $command = @(
        'syncgroup'
        for ($i = 1; $i -lt $commandElements.Count; $i++) {
            $element = $commandElements[$i]
            if ($element -isnot [StringConstantExpressionAst] -or
                $element.StringConstantType -ne [StringConstantType]::BareWord -or
                $element.Value.StartsWith('-') -or
                $element.Value -eq $wordToComplete) {
                break
        }
        $element.Value
    }) -join ';'

    $completions = @(switch ($command) {
        'syncgroup' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('-V', '-V ', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('--version', '--version', [CompletionResultType]::ParameterName, 'Print version')
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create password sync groups')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Show groups by ID or name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List groups')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a group')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Delete groups')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'The tenants that this machine knows')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'The embedded tenant: serve it to other clients, or seed it anew')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;new' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'JSON or YAML file of one group or an array of groups; `-` is stdin')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'JSON or YAML file of one group or an array of groups; `-` is stdin')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Name of the group, as end users see it')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Password policy of the group')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Source of the group; give it once for each')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--if-missing', '--if-missing', [CompletionResultType]::ParameterName, 'Let a group of that name be a success: print it, and warn what differs')
            [CompletionResult]::new('--allow-unknown', '--allow-unknown', [CompletionResultType]::ParameterName, 'Send keys that neither the API nor the tenant''s groups have')
            [CompletionResult]::new('--template', '--template', [CompletionResultType]::ParameterName, 'Print a body to fill in, and do nothing else')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;get' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;list' {
            [CompletionResult]::new('--limit', '--limit', [CompletionResultType]::ParameterName, 'At most N groups; 0 is an empty list')
            [CompletionResult]::new('--offset', '--offset', [CompletionResultType]::ParameterName, 'Leave out the first N groups')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'Groups whose name matches, as in ''Test*''')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Groups that have this source')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'Groups that have this password policy')
            [CompletionResult]::new('--sort', '--sort', [CompletionResultType]::ParameterName, 'id, name, passwordPolicyId, created, modified or members; with a minus in front, descending')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--count', '--count', [CompletionResultType]::ParameterName, 'Print the tenant''s total on stderr, and the number of matches where there is a filter')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;update' {
            [CompletionResult]::new('-f', '-f', [CompletionResultType]::ParameterName, 'JSON or YAML file with the whole group; `-` is stdin')
            [CompletionResult]::new('--file', '--file', [CompletionResultType]::ParameterName, 'JSON or YAML file with the whole group; `-` is stdin')
            [CompletionResult]::new('--name', '--name', [CompletionResultType]::ParameterName, 'New name')
            [CompletionResult]::new('--policy', '--policy', [CompletionResultType]::ParameterName, 'New password policy')
            [CompletionResult]::new('--source', '--source', [CompletionResultType]::ParameterName, 'Replace all sources; give it once for each')
            [CompletionResult]::new('--add-source', '--add-source', [CompletionResultType]::ParameterName, 'Add a source')
            [CompletionResult]::new('--remove-source', '--remove-source', [CompletionResultType]::ParameterName, 'Take a source out')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--allow-unknown', '--allow-unknown', [CompletionResultType]::ParameterName, 'Send keys that neither the API nor the tenant''s groups have')
            [CompletionResult]::new('--force', '--force', [CompletionResultType]::ParameterName, 'Overwrite a group that has changed since, or send another group''s body')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;remove' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--ignore-missing', '--ignore-missing', [CompletionResultType]::ParameterName, 'Let a group that is not there be a success')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;profile' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show each value of the chosen profile, and where it came from; never a secret')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Use a profile where none is named')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;profile;add' {
            [CompletionResult]::new('--base-url', '--base-url', [CompletionResultType]::ParameterName, 'Address of the tenant''s API, such as https://acme.api.identitynow.com')
            [CompletionResult]::new('--tenant', '--tenant', [CompletionResultType]::ParameterName, 'Short name of the tenant, such as acme, instead of its address')
            [CompletionResult]::new('--client-id', '--client-id', [CompletionResultType]::ParameterName, 'ID of the PAT or of the API client')
            [CompletionResult]::new('--client-secret-file', '--client-secret-file', [CompletionResultType]::ParameterName, 'File that holds the client''s secret')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--read-only', '--read-only', [CompletionResultType]::ParameterName, 'Refuse every write on this tenant')
            [CompletionResult]::new('--default', '--default', [CompletionResultType]::ParameterName, 'Use the profile where none is named')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;profile;list' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;profile;show' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;profile;use' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;profile;remove' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;profile;help' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show each value of the chosen profile, and where it came from; never a secret')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Use a profile where none is named')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;profile;help;add' {
            break
        }
        'syncgroup;profile;help;list' {
            break
        }
        'syncgroup;profile;help;show' {
            break
        }
        'syncgroup;profile;help;use' {
            break
        }
        'syncgroup;profile;help;remove' {
            break
        }
        'syncgroup;profile;help;help' {
            break
        }
        'syncgroup;sandbox' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Offer the embedded tenant to any client of this API, until Ctrl-C')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Seed the embedded tenant anew; everything in it is lost')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;sandbox;serve' {
            [CompletionResult]::new('--addr', '--addr', [CompletionResultType]::ParameterName, 'Loopback address and port; port 0 takes a free one')
            [CompletionResult]::new('--rate-limit', '--rate-limit', [CompletionResultType]::ParameterName, 'Requests per seconds that the tenant allows to each client and API version')
            [CompletionResult]::new('--latency', '--latency', [CompletionResultType]::ParameterName, 'Wait before each answer, as in 50ms')
            [CompletionResult]::new('--fault', '--fault', [CompletionResultType]::ParameterName, 'Fail some requests: a status, `reset`, `drop` or `cut`, and how often, as in 429:0.1')
            [CompletionResult]::new('--token-life', '--token-life', [CompletionResultType]::ParameterName, 'How long a token is good, as in 5s')
            [CompletionResult]::new('--seed', '--seed', [CompletionResultType]::ParameterName, 'Make the faults of a run repeatable')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('--no-rate-limit', '--no-rate-limit', [CompletionResultType]::ParameterName, 'Answer as many requests as come')
            [CompletionResult]::new('--lenient', '--lenient', [CompletionResultType]::ParameterName, 'Accept what only assumptions about the tenant forbid')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help (see more with ''--help'')')
            break
        }
        'syncgroup;sandbox;reset' {
            [CompletionResult]::new('--groups', '--groups', [CompletionResultType]::ParameterName, 'Fill it with N groups of two sources each, instead of the documentation''s examples')
            [CompletionResult]::new('--sources', '--sources', [CompletionResultType]::ParameterName, 'Add M sources that are free to join a group')
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;sandbox;help' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Offer the embedded tenant to any client of this API, until Ctrl-C')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Seed the embedded tenant anew; everything in it is lost')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;sandbox;help;serve' {
            break
        }
        'syncgroup;sandbox;help;reset' {
            break
        }
        'syncgroup;sandbox;help;help' {
            break
        }
        'syncgroup;completions' {
            [CompletionResult]::new('-p', '-p', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('--profile', '--profile', [CompletionResultType]::ParameterName, 'Profile of the config file; `sandbox` is built in and needs no file')
            [CompletionResult]::new('-o', '-o', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--output', '--output', [CompletionResultType]::ParameterName, 'table, json, jsonl, yaml, csv or id [default: table]')
            [CompletionResult]::new('--columns', '--columns', [CompletionResultType]::ParameterName, 'Columns of table and csv; an unknown one lists those there are')
            [CompletionResult]::new('--color', '--color', [CompletionResultType]::ParameterName, 'auto, always or never; `NO_COLOR` and `CLICOLOR_FORCE` count too')
            [CompletionResult]::new('--timeout', '--timeout', [CompletionResultType]::ParameterName, 'Seconds that one request may take [default: 30]')
            [CompletionResult]::new('--retries', '--retries', [CompletionResultType]::ParameterName, 'How often a request that may be repeated is tried again [default: 3]')
            [CompletionResult]::new('--api-version', '--api-version', [CompletionResultType]::ParameterName, 'Path style: v3, v2024, v2025, v2026 or v1 [default: v3]')
            [CompletionResult]::new('--proxy', '--proxy', [CompletionResultType]::ParameterName, 'Proxy for all requests, the token''s too')
            [CompletionResult]::new('--ca-file', '--ca-file', [CompletionResultType]::ParameterName, 'PEM file of certificate authorities to trust in addition')
            [CompletionResult]::new('-i', '-i', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('--include', '--include', [CompletionResultType]::ParameterName, 'Show status and headers of the reply too, as the cmdlets'' -WithHttpInfo')
            [CompletionResult]::new('-q', '-q', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('--quiet', '--quiet', [CompletionResultType]::ParameterName, 'No news on stderr; errors and data still')
            [CompletionResult]::new('-v', '-v', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('--verbose', '--verbose', [CompletionResultType]::ParameterName, 'Show each request; twice: with headers and bodies, secrets redacted')
            [CompletionResult]::new('-y', '-y', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--yes', '--yes', [CompletionResultType]::ParameterName, 'Answer yes to every question')
            [CompletionResult]::new('--no-input', '--no-input', [CompletionResultType]::ParameterName, 'Never ask, as if there were no terminal')
            [CompletionResult]::new('-n', '-n', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--dry-run', '--dry-run', [CompletionResultType]::ParameterName, 'Send no write; show what would be sent, as the cmdlets'' -WhatIf')
            [CompletionResult]::new('--no-token-cache', '--no-token-cache', [CompletionResultType]::ParameterName, 'Leave no token behind')
            [CompletionResult]::new('-h', '-h', [CompletionResultType]::ParameterName, 'Print help')
            [CompletionResult]::new('--help', '--help', [CompletionResultType]::ParameterName, 'Print help')
            break
        }
        'syncgroup;help' {
            [CompletionResult]::new('new', 'new', [CompletionResultType]::ParameterValue, 'Create password sync groups')
            [CompletionResult]::new('get', 'get', [CompletionResultType]::ParameterValue, 'Show groups by ID or name')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List groups')
            [CompletionResult]::new('update', 'update', [CompletionResultType]::ParameterValue, 'Change a group')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Delete groups')
            [CompletionResult]::new('profile', 'profile', [CompletionResultType]::ParameterValue, 'The tenants that this machine knows')
            [CompletionResult]::new('sandbox', 'sandbox', [CompletionResultType]::ParameterValue, 'The embedded tenant: serve it to other clients, or seed it anew')
            [CompletionResult]::new('completions', 'completions', [CompletionResultType]::ParameterValue, 'Print the completion script of a shell')
            [CompletionResult]::new('help', 'help', [CompletionResultType]::ParameterValue, 'Print this message or the help of the given subcommand(s)')
            break
        }
        'syncgroup;help;new' {
            break
        }
        'syncgroup;help;get' {
            break
        }
        'syncgroup;help;list' {
            break
        }
        'syncgroup;help;update' {
            break
        }
        'syncgroup;help;remove' {
            break
        }
        'syncgroup;help;profile' {
            [CompletionResult]::new('add', 'add', [CompletionResultType]::ParameterValue, 'Add a profile')
            [CompletionResult]::new('list', 'list', [CompletionResultType]::ParameterValue, 'List the profiles')
            [CompletionResult]::new('show', 'show', [CompletionResultType]::ParameterValue, 'Show each value of the chosen profile, and where it came from; never a secret')
            [CompletionResult]::new('use', 'use', [CompletionResultType]::ParameterValue, 'Use a profile where none is named')
            [CompletionResult]::new('remove', 'remove', [CompletionResultType]::ParameterValue, 'Remove a profile')
            break
        }
        'syncgroup;help;profile;add' {
            break
        }
        'syncgroup;help;profile;list' {
            break
        }
        'syncgroup;help;profile;show' {
            break
        }
        'syncgroup;help;profile;use' {
            break
        }
        'syncgroup;help;profile;remove' {
            break
        }
        'syncgroup;help;sandbox' {
            [CompletionResult]::new('serve', 'serve', [CompletionResultType]::ParameterValue, 'Offer the embedded tenant to any client of this API, until Ctrl-C')
            [CompletionResult]::new('reset', 'reset', [CompletionResultType]::ParameterValue, 'Seed the embedded tenant anew; everything in it is lost')
            break
        }
        'syncgroup;help;sandbox;serve' {
            break
        }
        'syncgroup;help;sandbox;reset' {
            break
        }
        'syncgroup;help;completions' {
            break
        }
        'syncgroup;help;help' {
            break
        }
    })

    $completions.Where{ $_.CompletionText -like "$wordToComplete*" } |
        Sort-Object -Property ListItemText
}
