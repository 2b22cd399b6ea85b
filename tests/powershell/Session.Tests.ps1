BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $env:SYNCGROUP_PROFILE = 'sandbox'
    $Module = (Get-Module Syncgroup).Path -replace 'psm1$', 'psd1'
    $Compat = Join-Path $PSScriptRoot '../../powershell/Syncgroup.Compat/Syncgroup.Compat.psd1'

    # Runs lines in a session of their own; gives the session, with what it has said.
    function Invoke-Elsewhere([string] $Lines) {
        $session = [powershell]::Create()
        $output = $session.AddScript($Lines).Invoke()
        [pscustomobject] @{
            Output = @($output); Errors = @($session.Streams.Error); Progress = @($session.Streams.Progress)
        }
        $session.Dispose()
    }
}

Describe 'ConstrainedLanguage' {
    It 'is named when a module is imported, with what can be done instead' {
        foreach ($path in $Module, $Compat) {
            $constrained = '$ExecutionContext.SessionState.LanguageMode = "ConstrainedLanguage"'
            $ran = Invoke-Elsewhere "$constrained; Import-Module '$path'; 'after'"
            $ran.Output | Should -Be 'after'
            $ran.Errors.Count | Should -Be 1
            "$($ran.Errors)" | Should -Match 'the language mode of this session is ConstrainedLanguage'
            "$($ran.Errors)" | Should -Match 'syncgroup list -o json'
        }
    }
}

Describe 'Progress' {
    It 'is shown where something takes more than a second, and taken away' {
        $kept = Use-Script @'
echo '{"event":"ready","protocol":1,"version":"0","profile":"p","host":"slow.example","operations":[]}'
read -r line; id=${line#*:}; id=${id%%,*}
# It takes as long as nothing is shown.
while [ ! -e "$0.answer" ]; do sleep 0.1; done
echo "{\"id\":$id,\"event\":\"done\"}"
cat > /dev/null
'@
        $session = [powershell]::Create()
        try {
            $running = $session.AddScript("Import-Module '$Module'; Get-PasswordSyncGroups").BeginInvoke()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            do {
                $shown = @($session.Streams.Progress | Where-Object Activity -eq 'Get-PasswordSyncGroups')
            } until ($shown -or $running.AsyncWaitHandle.WaitOne(50) -or $clock.Elapsed.TotalSeconds -gt 60)
            New-Item "$env:SYNCGROUP_EXE.answer" | Out-Null
            $session.EndInvoke($running) | Should -BeNullOrEmpty
        } finally {
            $env:SYNCGROUP_EXE = $kept
        }
        $session.Streams.Error | Should -BeNullOrEmpty
        $shown[0].StatusDescription | Should -Be 'Waiting for slow.example'
        $session.Streams.Progress[-1].RecordType | Should -Be 'Completed'
        $session.Dispose()
    }
    It 'is not shown where nothing does' {
        $ran = Invoke-Elsewhere "Import-Module '$Module'; `$c = [Diagnostics.Stopwatch]::StartNew()
            Get-PasswordSyncGroups -Profile sandbox; `$c.ElapsedMilliseconds"
        $ran.Output.Count | Should -Be 3
        if ($ran.Output[2] -ge 1000) { Set-ItResult -Skipped -Because 'this machine is too busy' }
        @($ran.Progress | Where-Object { $_.Activity -like '*SyncGroup*' }) | Should -BeNullOrEmpty
    }
}

Describe 'A pipeline' {
    It 'leaves no program behind where a command before ours throws' {
        & (Get-Module Syncgroup) { $script:IdleSeconds = 1 }
        try {
            { & { $HeadOffice; throw 'before' } | Get-PasswordSyncGroup } | Should -Throw 'before'
            { & { Get-PasswordSyncGroup $HeadOffice; throw 'before' } | Test-PasswordSyncGroup } | Should -Throw 'before'
            { Get-PasswordSyncGroups | Get-PasswordSyncGroup | ForEach-Object { throw 'behind' } } | Should -Throw 'behind'
        } finally {
            & (Get-Module Syncgroup) { $script:IdleSeconds = 30 }
        }
        foreach ($process in Get-Process -Name syncgroup* -ErrorAction SilentlyContinue) {
            if ($process.Parent.Id -eq $PID) { $process.WaitForExit(20000) | Should -BeTrue }
        }
    }
    It 'tells who reads it of a group that is gone, and goes on' {
        Reset-Tenant
        $groups = Get-PasswordSyncGroups
        Remove-PasswordSyncGroup $groups[0] -Confirm:$false
        $groups | Remove-PasswordSyncGroup -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable faults
        $faults.Count | Should -Be 1
        Get-PasswordSyncGroups | Should -BeNullOrEmpty
        Reset-Tenant
    }
}

Describe 'Completion' {
    It 'offers profiles where a tenant cannot be reached, and nothing of the tenant' {
        Invoke-Syncgroup profile add unreachable --base-url http://127.0.0.1:9 --client-id none
        try {
            $line = 'Get-PasswordSyncGroup -Profile unre'
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Be 'unreachable'
            $Error.Clear()
            $line = 'Get-PasswordSyncGroup -Profile unreachable -Id H'
            $clock = [Diagnostics.Stopwatch]::StartNew()
            (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Not -Contain "'Head Office'"
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
        } finally {
            Invoke-Syncgroup profile remove unreachable -y
        }
    }
}

Describe 'Another version of PowerShell' {
    BeforeAll {
        function Test-Reading {
            $groups = Get-PasswordSyncGroups
            $groups.Count | Should -Be 2
            $groups[1].name | Should -Be '2024-01-02T03:04:05Z'
            $groups[1].created | Should -BeOfType [datetime]
            $groups[1].created.Kind | Should -Be 'Utc'
            , $groups[1].sourceIds | Should -BeOfType [array]
            (Get-PasswordSyncGroup $groups[1].id, $First).id | Should -Be @($groups[1].id, $First)
            (Get-PasswordSyncGroups -Limit 1).name | Should -Be 'Password Sync Group 1'
            (Get-PasswordSyncGroups -WithHttpInfo).Response.Count | Should -Be 2
            (Get-SyncgroupSource 'Git*').name | Should -Be 'GitHub'
            $groups | Out-String -Width 200 | Should -Match 'Entra ID, SAP ERP, Snowflake'
            $groups[1].name = 'Other'
            ($groups[1] | Update-PasswordSyncGroup).name | Should -Be 'Other'
            $bodies = '[{"name":"2024-02-03T04:05:06Z","policy":"Strong","sources":["Salesforce","ServiceNow"]},' +
                '{"name":"B","policy":"Strong","sources":["G Suite","Corporate LDAP"]}]'
            (New-PasswordSyncGroup $bodies).name | Should -Be @('2024-02-03T04:05:06Z', 'B')
            { Get-PasswordSyncGroup nosuch } | Should -Throw -ErrorId 'Syncgroup.NotFound,Get-PasswordSyncGroup'
        }
    }
    BeforeEach {
        Reset-Tenant
        $group = Get-PasswordSyncGroup $HeadOffice
        $group.name = '2024-01-02T03:04:05Z'
        $null = $group | Update-PasswordSyncGroup
    }
    AfterEach { Import-Module $Module -Force }

    It 'such as 5.1 gives the elements of an array of JSON as one object' {
        & (Get-Module Syncgroup) {
            function script:ConvertFrom-Json {
                param($InputObject)
                Microsoft.PowerShell.Utility\ConvertFrom-Json -InputObject $InputObject -DateKind String -NoEnumerate
            }
            $script:JsonOptions = @{}
        }
        Test-Reading
    }
    It 'such as 7.4 makes times of all texts that look like one' {
        & (Get-Module Syncgroup) { $script:JsonOptions, $script:JsonMarksDates = @{}, $true }
        Test-Reading
    }
}
