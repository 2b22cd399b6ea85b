# Against a served tenant, which SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET name.
BeforeAll {
    $ErrorActionPreference = 'Stop'
    $env:SYNCGROUP_PROFILE = 'sandbox'
    Import-Module (Join-Path $PSScriptRoot '../../powershell/Syncgroup.Compat/Syncgroup.Compat.psd1') 6> $null
    $Policy = '2c91808d744ba0ce01746f93b6204501'
    $Sources = '2c918084660f45d6016617daa9210520', '2c918084660f45d6016617daa9210540'
    $First = '6881f631-3bd5-4213-9c75-8e05cc3e35dd'
}

Describe 'Scripts for PSSailpoint' {
    It 'print the status and the reply of an error' {
        try {
            Get-PasswordSyncGroup -Id '00000000-0000-0000-0000-000000000000' -ErrorAction SilentlyContinue
            throw 'not reached'
        } catch {
            $_.Exception.Response.StatusCode.value__ | Should -Be 404
            ($_.ErrorDetails.Message | ConvertFrom-Json).detailCode | Should -Match '^404'
            ($_.ErrorDetails | ConvertFrom-Json).trackingId | Should -Match '^[0-9a-f]{32}$'
            $_.Exception.Response.Headers['slpt-request-id'] | Should -Not -BeNullOrEmpty
        }
    }
    It 'create, read, update and remove' {
        $group = Initialize-PasswordSyncGroup -Name 'Compat' -PasswordPolicyId $Policy -SourceIds $Sources
        $made = New-PasswordSyncGroup -PasswordSyncGroup $group
        $made.created | Should -BeOfType [datetime]
        $json = @{ id = $made.id; name = 'Renamed'; passwordPolicyId = $Policy; sourceIds = $Sources } | ConvertTo-Json
        $body = ConvertFrom-JsonToPasswordSyncGroup -Json $json
        (Update-PasswordSyncGroup $made.id $body).name | Should -Be 'Renamed'
        (Get-PasswordSyncGroupV1 -Id $made.id).name | Should -Be 'Renamed'
        Remove-V2024PasswordSyncGroup -Id $made.id | Should -BeNullOrEmpty
        { Get-BetaPasswordSyncGroup -Id $made.id } | Should -Throw
    }
    It 'list a page, and pages' {
        $page = Get-PasswordSyncGroups -Limit 1 -Offset 0 -Count $true -WithHttpInfo
        $page.Headers.'X-Total-Count'[0] | Should -Be '2'
        $page.Response.Count | Should -Be 1
        (Get-PasswordSyncGroups 1 1 $true).name | Should -Be 'Head Office'
        $all = Invoke-Paginate -Function Get-PasswordSyncGroups -Increment 1 -Limit 10 -InitialOffset 0 -Parameters @{}
        $all.Count | Should -Be 2
        $all = Invoke-Paginate -Function Get-PasswordSyncGroups -Increment 250 -Limit 10000 -WithHttpInfo
        $all.Response[0].id | Should -Be $First
    }
    It 'are not asked anything and check nothing' {
        $one = @{ name = 'One'; passwordPolicyId = 'nosuch'; sourceIds = $Sources }
        $fault = { New-PasswordSyncGroup $one } | Should -Throw -PassThru
        $fault.Exception.Response.StatusCode.value__ | Should -Be 400
    }
    It 'end where no tenant is named, whatever the profile is' {
        $kept = $env:SAIL_BASE_URL, $env:SAIL_CLIENT_ID, $env:SAIL_CLIENT_SECRET
        $env:SAIL_BASE_URL, $env:SAIL_CLIENT_ID, $env:SAIL_CLIENT_SECRET = '', '', ''
        Push-Location $TestDrive
        try {
            { Get-PasswordSyncGroups } | Should -Throw -ErrorId 'Syncgroup.Usage,Get-PasswordSyncGroups'
            @{ BaseURL = $kept[0]; ClientId = $kept[1]; ClientSecret = $kept[2] } | ConvertTo-Json | Set-Content config.json
            (Get-PasswordSyncGroups).Count | Should -Be 2
            Remove-Item config.json
            $settings = @{ BaseUrl = $kept[0]; ClientId = $kept[1]; ClientSecret = $kept[2] }
            Set-DefaultConfiguration @settings
            (Get-DefaultConfiguration).BaseUrl | Should -Be $kept[0]
            (Get-PasswordSyncGroups).Count | Should -Be 2
        } finally {
            Pop-Location
            $env:SAIL_BASE_URL, $env:SAIL_CLIENT_ID, $env:SAIL_CLIENT_SECRET = $kept
        }
    }
}

Describe 'Verbose output' {
    BeforeAll {
        Import-Module (Join-Path $PSScriptRoot '../../powershell/Syncgroup/Syncgroup.psd1') -Force
        # Where a program would put secrets into what it says.
        function Test-Said([string] $Text) {
            $Text | Should -Match '(GET|POST) http://127.0.0.1:\d+/\S+ \d{3}'
            $Text | Should -Not -Match ([regex]::Escape($env:SAIL_CLIENT_SECRET))
            $Text | Should -Not -Match 'Bearer \S|eyJ|access_token'
        }
        $env:SYNCGROUP_PROFILE = ''
    }
    AfterAll { $env:SYNCGROUP_PROFILE = 'sandbox' }

    It 'is the requests, and never has a secret' {
        Test-Said (Syncgroup\Get-PasswordSyncGroups -Verbose -Debug 4>&1 5>&1 | Out-String -Width 500)
        $VerbosePreference = 'Continue'
        Test-Said (Syncgroup\Get-PasswordSyncGroup $First 4>&1 | Out-String -Width 500)
        Test-Said (Syncgroup\Remove-PasswordSyncGroup $First -WhatIf 4>&1 | Out-String -Width 500)
        Test-Said (Get-PasswordSyncGroupsV1 4>&1 | Out-String -Width 500)
        $VerbosePreference = 'SilentlyContinue'
        Test-Said (Get-PasswordSyncGroupV1 -Id $First -Verbose 4>&1 | Out-String -Width 500)
        Get-PasswordSyncGroupV1 -Id $First 4>&1 | Should -Not -BeOfType [System.Management.Automation.VerboseRecord]
        $VerbosePreference = 'Continue'
        $secret = ConvertTo-SecureString $env:SAIL_CLIENT_SECRET -AsPlainText -Force
        $credential = [pscredential]::new($env:SAIL_CLIENT_ID, $secret)
        Test-Said (Connect-Syncgroup -Tenant $env:SAIL_BASE_URL -Credential $credential -NoStore 4>&1 | Out-String -Width 500)
        Disconnect-Syncgroup
    }
    It 'is nothing where nobody asks for it' {
        Syncgroup\Get-PasswordSyncGroup $First 4>&1 | Should -Not -BeOfType [System.Management.Automation.VerboseRecord]
    }
}

Describe 'A session' {
    It 'signs in for itself alone' {
        Import-Module (Join-Path $PSScriptRoot '../../powershell/Syncgroup/Syncgroup.psd1') -Force
        $secret = ConvertTo-SecureString $env:SAIL_CLIENT_SECRET -AsPlainText -Force
        $credential = [pscredential]::new($env:SAIL_CLIENT_ID, $secret)
        $wrong = [pscredential]::new($env:SAIL_CLIENT_ID, (ConvertTo-SecureString 'wrong' -AsPlainText -Force))
        { Connect-Syncgroup -Tenant $env:SAIL_BASE_URL -Credential $wrong -Profile served } |
            Should -Throw -ErrorId 'Syncgroup.BadCredentials,Connect-Syncgroup'
        Invoke-Syncgroup profile list | Should -Not -Match 'served'
        # Nor is anything else of it kept.
        $places = @($env:SYNCGROUP_CONFIG_DIR, $env:XDG_DATA_HOME, $env:XDG_STATE_HOME, $env:XDG_CACHE_HOME, $HOME) |
            Where-Object { $_ -and (Test-Path $_) }
        $kept = foreach ($file in Get-ChildItem $places -Recurse -File -Force -Include '*.toml', '*.json', 'secrets*', 'token*') {
            if ((Get-Content $file -Raw) -match 'served') { $file.FullName }
        }
        $kept | Should -BeNullOrEmpty
        $env:SAIL_BASE_URL | Should -Not -BeNullOrEmpty
        Connect-Syncgroup -Tenant $env:SAIL_BASE_URL -Credential $credential -NoStore
        (Syncgroup\Get-PasswordSyncGroups).Count | Should -Be 2
        Disconnect-Syncgroup
        Connect-Syncgroup -Tenant $env:SAIL_BASE_URL -Credential $credential -Profile served
        Invoke-Syncgroup -p served profile show | Out-String | Should -Match '127.0.0.1'
        (Syncgroup\Get-PasswordSyncGroups).Count | Should -Be 2
        { Connect-Syncgroup -Tenant acme -Credential $credential -Profile served } |
            Should -Throw -ErrorId 'Syncgroup.ProfileOfAnotherTenant,Connect-Syncgroup'
        Disconnect-Syncgroup
    }
}
