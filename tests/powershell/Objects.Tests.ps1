BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $env:SYNCGROUP_PROFILE = 'sandbox'
}

Describe 'Objects' {
    It 'have the names and types of the API' {
        $group = Get-PasswordSyncGroup $HeadOffice
        $group.PSObject.TypeNames[0] | Should -Be 'Syncgroup.PasswordSyncGroup'
        $group.PSObject.Properties.Name -join ' ' | Should -Be 'id name passwordPolicyId sourceIds created modified'
        $group.created | Should -BeOfType [datetime]
        $group.created.Kind | Should -Be 'Utc'
        $group.created.ToString('o') | Should -Be '2024-05-06T08:00:00.0000000Z'
        , $group.sourceIds | Should -BeOfType [array]
    }
    It 'come in the order of what was asked for' {
        (Get-PasswordSyncGroup $HeadOffice, 'Password Sync Group 1', $HeadOffice).name |
            Should -Be @('Head Office', 'Password Sync Group 1', 'Head Office')
    }
    It 'are drawn with names' {
        $text = Get-PasswordSyncGroups | Out-String -Width 200
        $text | Should -Match 'Head Office +8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90 +Strong +Entra ID, SAP ERP, Snowflake'
    }
    It 'are filtered by wildcards of PowerShell' {
        (Get-PasswordSyncGroups -Name 'head*').name | Should -Be 'Head Office'
        (Get-PasswordSyncGroups -Name '*' -Offset 1 -Limit 1).name | Should -Be 'Head Office'
        Get-PasswordSyncGroups -Name 'nothing*' | Should -BeNullOrEmpty
        (Get-PasswordSyncGroups -Source GitHub).name | Should -Be 'Password Sync Group 1'
    }
    It 'come with status and headers' {
        $one = Get-PasswordSyncGroup $HeadOffice -WithHttpInfo
        $one.Response.name, $one.StatusCode | Should -Be @('Head Office', 200)
        $list = Get-PasswordSyncGroups -Limit 1 -Count $true -WithHttpInfo
        , $list.Response | Should -BeOfType [array]
        $list.Headers.'x-TOTAL-count'[0] | Should -Be '2'
    }
    It 'stop the work where the pipeline stops' {
        $names = 1..50 | ForEach-Object { $HeadOffice } | Get-PasswordSyncGroup | Select-Object -First 3
        $names.Count | Should -Be 3
    }
    It 'keep everything that the program sent, whatever it says between them' {
        $lines = @(
            '{"event":"ready","protocol":1,"version":"0","profile":"p","host":"h","operations":[]}'
            '{"id":1,"event":"object","object":{"id":"1","name":"2024-01-02T03:04:05Z","created":"2024-01-02T03:04:05.120Z"}}'
            '{"id":1,"event":"object","object":{"id":"2","name":"b","extra":{"a":[{"b":{}}]},"modified":"2024-99-99T03:04:05Z"}}'
            '{"id":1,"event":"warning","message":"between"}'
            '{"id":1,"event":"object","object":{"id":"3","name":"},\n{\"id\":1","created":"2024-01-02T03:04:05.123456789Z"}}'
            '{"id":1,"event":"object","object":{"id":"4","name":"d","sourceIds":[]}}'
            '{"id":1,"event":"object","object":{"id":"5","name":"e"}}'
            '{"id":1,"event":"done"}')
        foreach ($order in (0..7), (0, 1, 2, 4, 5, 6, 7)) {
            $kept = Use-Script ("cat <<'END'", ($lines[$order] -join "`n"), 'END', 'cat > /dev/null')
            try {
                $found = @(Get-PasswordSyncGroups -WarningVariable warnings -WarningAction SilentlyContinue)
            } finally {
                $env:SYNCGROUP_EXE = $kept
            }
            $warnings.Count | Should -Be ([int] ($order -contains 3))
            $found.id -join ' ' | Should -Be '1 2 3 4 5'
            $found[0].name | Should -BeOfType [string]
            $found[0].created.ToString('o') | Should -Be '2024-01-02T03:04:05.1200000Z'
            $found[1].extra | ConvertTo-Json -Compress -Depth 9 | Should -Be '{"a":[{"b":{}}]}'
            $found[1].modified | Should -Be '2024-99-99T03:04:05Z'
            $found[2].name | Should -Be "},`n{`"id`":1"
            $found[2].created | Should -Be '2024-01-02T03:04:05.123456789Z'
            , $found[3].sourceIds | Should -BeOfType [array]
            $found | ForEach-Object { $_.PSObject.TypeNames[0] | Should -Be 'Syncgroup.PasswordSyncGroup' }
        }
    }
    It 'come from another program where the first has ended because nobody asked' {
        # It answers once, and ends.
        $kept = Use-Script @'
echo '{"event":"ready","protocol":1,"version":"0","profile":"p","host":"h","operations":[]}'
read -r line; id=${line#*:}; id=${id%%,*}
echo "{\"id\":$id,\"event\":\"object\",\"object\":{\"id\":\"$id\"}}"
echo "{\"id\":$id,\"event\":\"done\"}"
'@
        # So that it counts as one that may have ended, at once.
        & (Get-Module Syncgroup) { $script:IdleSeconds = 5 }
        try {
            $found = 1..3 | ForEach-Object { Start-Sleep -Milliseconds 30; "$_" } | Get-PasswordSyncGroup
        } finally {
            & (Get-Module Syncgroup) { $script:IdleSeconds = 30 }
            $env:SYNCGROUP_EXE = $kept
        }
        $found.id | Should -Be @('1', '2', '3')
    }
    It 'are sources and policies too' {
        (Get-SyncgroupSource 'Git*').name | Should -Be 'GitHub'
        (Get-SyncgroupPolicy).name | Should -Contain 'Strong'
        { Get-SyncgroupPolicy nosuch } | Should -Throw -ErrorId 'Syncgroup.NotFound,Get-SyncgroupPolicy'
    }
    It 'are findings' {
        Test-PasswordSyncGroup -Quiet | Should -BeTrue
        Get-PasswordSyncGroup $HeadOffice | Test-PasswordSyncGroup | Should -BeNullOrEmpty
        @() | Test-PasswordSyncGroup -Quiet | Should -BeNullOrEmpty
    }
}

Describe 'Errors' {
    It 'are one record an item, and do not end the command' {
        $found = Get-PasswordSyncGroup nosuch1, $HeadOffice, nosuch2 -ErrorAction SilentlyContinue -ErrorVariable faults
        $found.name | Should -Be 'Head Office'
        $faults.Count | Should -Be 2
        $faults[0].FullyQualifiedErrorId | Should -Be 'Syncgroup.NotFound,Get-PasswordSyncGroup'
        $faults[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $faults[0].ErrorDetails.RecommendedAction | Should -Be 'Get-PasswordSyncGroups -Profile sandbox'
        $faults[0].TargetObject | Should -Be 'nosuch1'
    }
    It 'have the response' {
        $fault = { Get-PasswordSyncGroup '00000000-0000-0000-0000-000000000000' } | Should -Throw -PassThru
        $fault.Exception.Response.StatusCode.value__ | Should -Be 404
        $fault.Exception.Response.Headers['SLPT-Request-ID'][0] | Should -Match '^[0-9a-f]{32}$'
    }
    It 'end the command where the configuration is wrong' {
        { Get-PasswordSyncGroups -Profile nosuch } | Should -Throw -ErrorId 'Syncgroup.Usage,Get-PasswordSyncGroups'
        $env:SYNCGROUP_PROFILE = ''
        try {
            $fault = { Get-PasswordSyncGroups } | Should -Throw -PassThru
            $fault.ErrorDetails.RecommendedAction | Should -Match 'Connect-Syncgroup'
        } finally {
            $env:SYNCGROUP_PROFILE = 'sandbox'
        }
    }
    It 'name the program that is missing' {
        $kept = $env:SYNCGROUP_EXE
        $env:SYNCGROUP_EXE = Join-Path $TestDrive 'nothing'
        try {
            { Get-PasswordSyncGroups } | Should -Throw -ErrorId 'Syncgroup.ProgramNotFound,Get-PasswordSyncGroups'
        } finally {
            $env:SYNCGROUP_EXE = $kept
        }
    }
    It 'name the program that cannot be started' {
        $kept = $env:SYNCGROUP_EXE
        $env:SYNCGROUP_EXE = Join-Path $TestDrive 'text'
        'no program' | Set-Content $env:SYNCGROUP_EXE
        try {
            { Get-PasswordSyncGroups } | Should -Throw -ErrorId 'Syncgroup.ProgramNotStarted,Get-PasswordSyncGroups'
            { Invoke-Syncgroup version } | Should -Throw '*could not be started*' -ErrorId 'Syncgroup.ProgramNotStarted*'
        } finally {
            $env:SYNCGROUP_EXE = $kept
        }
    }
    It 'name the program that speaks another protocol' {
        $kept = Use-Script "echo 'error: unrecognized' >&2; exit 2"
        try {
            { Get-PasswordSyncGroups } | Should -Throw -ErrorId 'Syncgroup.Protocol,Get-PasswordSyncGroups'
        } finally {
            $env:SYNCGROUP_EXE = $kept
        }
    }
    It 'of Invoke-Syncgroup follow the preference of the caller' {
        function Invoke-It { $ErrorActionPreference = 'SilentlyContinue'; Invoke-Syncgroup get nosuch; 'after' }
        Invoke-It | Should -Be 'after'
        { & { $ErrorActionPreference = 'Stop'; Invoke-Syncgroup get nosuch } } | Should -Throw '*nosuch*'
    }
    It 'leave LASTEXITCODE alone' {
        $global:LASTEXITCODE = 42
        Get-PasswordSyncGroup nosuch -ErrorAction SilentlyContinue
        $LASTEXITCODE | Should -Be 42
    }
}

Describe 'Warnings' {
    It 'of 200 KB do not block' {
        $kept = Use-Script @'
echo '{"event":"ready","protocol":1,"version":"0","profile":"p","host":"h","operations":[]}'
i=0; w=$(printf '%0200d' 0)
while [ $i -lt 1000 ]; do echo "{\"id\":1,\"event\":\"warning\",\"message\":\"$w\"}"; echo "$w" >&2; i=$((i+1)); done
echo '{"id":1,"event":"object","object":{"id":"a","name":"b"}}'
echo '{"id":1,"event":"done"}'
cat > /dev/null
'@
        try {
            $found = Get-PasswordSyncGroup a -WarningVariable warnings -WarningAction SilentlyContinue
            $found.name, $warnings.Count | Should -Be @('b', 1000)
        } finally {
            $env:SYNCGROUP_EXE = $kept
        }
    }
}
