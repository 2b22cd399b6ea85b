BeforeAll {
    . $PSScriptRoot/Setup.ps1
    $env:SYNCGROUP_PROFILE = 'sandbox'
}

Describe 'Changes' {
    BeforeEach { Reset-Tenant }

    It 'go through the pipeline' {
        $group = Get-PasswordSyncGroup $HeadOffice
        $group.name = 'Headquarters'
        ($group | Update-PasswordSyncGroup).name | Should -Be 'Headquarters'
        Get-PasswordSyncGroups | Where-Object name -like 'Head*' | Remove-PasswordSyncGroup -Confirm:$false |
            Should -BeNullOrEmpty
        (Get-PasswordSyncGroups).name | Should -Be 'Password Sync Group 1'
        $null = Undo-PasswordSyncGroup -Confirm:$false
        (Get-PasswordSyncGroups).Count | Should -Be 2
    }
    It 'of a whole list are one command for undo' {
        Get-PasswordSyncGroups | Remove-PasswordSyncGroup -Confirm:$false
        Get-PasswordSyncGroups | Should -BeNullOrEmpty
        (Undo-PasswordSyncGroup -Confirm:$false).Count | Should -Be 2
    }
    It 'are refused where the group has changed since' {
        $group = Get-PasswordSyncGroup $HeadOffice
        $other = Get-PasswordSyncGroup $HeadOffice
        $other.name = 'Other'
        $null = $other | Update-PasswordSyncGroup
        $group.name = 'Mine'
        { $group | Update-PasswordSyncGroup } | Should -Throw -ErrorId 'Syncgroup.ChangedSince,Update-PasswordSyncGroup'
        ($group | Update-PasswordSyncGroup -Force).name | Should -Be 'Mine'
    }
    It 'take bodies in every shape' {
        $ids = (Get-SyncgroupSource $Free).id
        $policy = (Get-SyncgroupPolicy Strong).id
        $json = @{ name = 'Json'; passwordPolicyId = $policy; sourceIds = @($ids[0], $ids[1]) } | ConvertTo-Json
        (New-PasswordSyncGroup -PasswordSyncGroup $json).name | Should -Be 'Json'
        $file = Join-Path $TestDrive 'group.json'
        $ordered = [ordered] @{ name = 'File'; passwordPolicyId = $policy; sourceIds = @($ids[2], $ids[3]) }
        $ordered | ConvertTo-Json | Set-Content $file -Encoding unicode
        (New-PasswordSyncGroup $file).name | Should -Be 'File'
        Get-PasswordSyncGroup Json, File | Remove-PasswordSyncGroup -Confirm:$false
        $made = @([pscustomobject] $ordered, @{ name = 'Table'; policy = 'Strong'; source = 'Salesforce;ServiceNow' }) |
            New-PasswordSyncGroup
        $made.name | Should -Be @('File', 'Table')
        Update-PasswordSyncGroup -Id $made[0].id -PasswordSyncGroup $ordered | Should -Not -BeNullOrEmpty
    }
    It 'come from a CSV file' {
        $csv = Join-Path $TestDrive 'groups.csv'
        'Name,Policy,Sources', '2024-01-02T03:04:05Z,Strong,Salesforce;ServiceNow', 'B,Nope,G Suite;Corporate LDAP' |
            Set-Content $csv
        $made = Import-Csv $csv | New-PasswordSyncGroup -ErrorAction SilentlyContinue -ErrorVariable faults
        $made.name | Should -BeOfType [string]
        $made.name | Should -Be '2024-01-02T03:04:05Z'
        (Get-PasswordSyncGroup $made.name).name | Should -BeOfType [string]
        $faults.Count | Should -Be 1
    }
    It 'keep every name' {
        $n = 0
        foreach ($name in '"quoted"', "it's", 'a $HOME', 'tick`n', "emoji $([char]::ConvertFromUtf32(0x1F600))", '-dash',
            'back\', 'umlaut ' + [char] 0xE4) {
            $n++
            $made = New-PasswordSyncGroup -Name $name -Policy Strong -Source Salesforce, ServiceNow
            $made.name | Should -BeExactly $name
            (Get-PasswordSyncGroup -Id $name).id | Should -Be $made.id
            (Get-PasswordSyncGroups | Where-Object name -ceq $name).id | Should -Be $made.id
            (Invoke-Syncgroup get "name:$name" -o json | ConvertFrom-Json).name | Should -BeExactly $name
            $made.name = "$name $n"
            ($made | Update-PasswordSyncGroup).name | Should -BeExactly "$name $n"
            Remove-PasswordSyncGroup "$name $n" -Confirm:$false
        }
    }
    It 'are refused for an object without an ID' {
        { [pscustomobject] @{ name = 'x' } | Remove-PasswordSyncGroup -Confirm:$false } |
            Should -Throw -ErrorId 'Syncgroup.MissingId,Remove-PasswordSyncGroup'
    }
    It 'are refused for an object of another tenant' {
        $group = Get-PasswordSyncGroup $HeadOffice
        { $group | Remove-PasswordSyncGroup -Profile other -Confirm:$false } |
            Should -Throw -ErrorId 'Syncgroup.TenantMismatch,Remove-PasswordSyncGroup'
    }
    It 'stop at the first error with -ErrorAction Stop' {
        { 'nosuch', $HeadOffice | Remove-PasswordSyncGroup -Confirm:$false -ErrorAction Stop } | Should -Throw
        (Get-PasswordSyncGroups).Count | Should -Be 2
    }
    It 'warn where a source leaves and nobody can answer' {
        $group = Get-PasswordSyncGroup $HeadOffice
        $group.sourceIds = $group.sourceIds[0, 1]
        $null = $group | Update-PasswordSyncGroup -WarningVariable warnings -WarningAction SilentlyContinue
        "$warnings" | Should -Match 'Snowflake.*leaves'
    }
    It 'with -WithHttpInfo have no response of a removal' {
        $info = Remove-PasswordSyncGroup $HeadOffice -Confirm:$false -WithHttpInfo
        $info.StatusCode | Should -Be 204
        $info.Response | Should -BeNullOrEmpty
    }
}

Describe 'Questions' {
    BeforeAll { Reset-Tenant }

    It 'are not answered where nobody can' {
        { Get-PasswordSyncGroups | Remove-PasswordSyncGroup } |
            Should -Throw -ErrorId 'Syncgroup.CannotPrompt,Remove-PasswordSyncGroup'
        { Remove-PasswordSyncGroup $HeadOffice -Confirm } | Should -Throw -ErrorId 'Syncgroup.CannotPrompt*'
        { Undo-PasswordSyncGroup } | Should -Throw -ErrorId 'Syncgroup.CannotPrompt*'
        (Get-PasswordSyncGroups).Count | Should -Be 2
    }
    It 'are not asked with -WhatIf' {
        Get-PasswordSyncGroups | Remove-PasswordSyncGroup -WhatIf
        @{ name = 'x'; policy = 'Strong'; sources = 'Salesforce', 'ServiceNow' } | New-PasswordSyncGroup -WhatIf
        (Get-PasswordSyncGroups).Count | Should -Be 2
    }
    It 'follow preferences that a nested script sets' {
        $script = Join-Path $TestDrive 'nested.ps1'
        @'
$WhatIfPreference = $true
function Invoke-Inner { param($Id) Remove-PasswordSyncGroup $Id -Confirm:$false }
function Invoke-Outer { Invoke-Inner $args[0] }
Invoke-Outer $args[0]
'@ | Set-Content $script
        & $script $HeadOffice
        (Get-PasswordSyncGroups).Count | Should -Be 2
        '$ErrorActionPreference = "Stop"; function f { Get-PasswordSyncGroup nosuch }; f; "after"' | Set-Content $script
        { & $script } | Should -Throw -ErrorId 'Syncgroup.NotFound,Get-PasswordSyncGroup'
        '$ErrorActionPreference = "SilentlyContinue"; function f { Get-PasswordSyncGroup nosuch }; f; "after"' |
            Set-Content $script
        & $script | Should -Be 'after'
        '$ConfirmPreference = "None"; function f { Remove-PasswordSyncGroup $args[0] }; f $args[0]' | Set-Content $script
        & $script $HeadOffice
        (Get-PasswordSyncGroups).Count | Should -Be 1
        Reset-Tenant
    }
    It 'are not answered in a thread job' {
        $module = (Get-Module Syncgroup).Path -replace 'psm1$', 'psd1'
        $job = Start-ThreadJob { Import-Module $using:module; Remove-PasswordSyncGroup $using:HeadOffice }
        { $job | Receive-Job -Wait -ErrorAction Stop } | Should -Throw '*nothing was done*'
        (Get-PasswordSyncGroups).Count | Should -Be 2
    }
}

Describe 'Help' {
    It 'has parameters and two examples that run' {
        foreach ($command in (Get-Module Syncgroup).ExportedCommands.Values) {
            Reset-Tenant
            $env:XDG_STATE_HOME = Join-Path $TestDrive $command.Name
            $help = Get-Help $command.Name -Full
            $help.Synopsis | Should -Not -BeNullOrEmpty
            $described = @($help.parameters.parameter.name)
            $common = [System.Management.Automation.PSCmdlet]::CommonParameters +
                [System.Management.Automation.PSCmdlet]::OptionalCommonParameters
            foreach ($parameter in $command.Parameters.Keys | Where-Object { $_ -notin $common }) {
                $described | Should -Contain $parameter -Because $command.Name
            }
            $examples = @($help.examples.example)
            $examples.Count | Should -Be 2 -Because $command.Name
            if ($command.Name -like 'Undo-*') { Remove-PasswordSyncGroup $First -Confirm:$false }
            foreach ($example in $examples) {
                if ($example.code -match 'TENANT') { continue }
                $null = [scriptblock]::Create($example.code).Invoke()
            }
            Disconnect-Syncgroup
        }
    }
}
