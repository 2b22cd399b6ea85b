# The sync group commands of PSSailpoint under all their names, for scripts that were written for it. They behave as those
# scripts expect: every error terminates, nothing is asked, checked or looked up.

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw ('The module Syncgroup.Compat cannot run here: the language mode of this session is ' +
        "$($ExecutionContext.SessionState.LanguageMode). Call the program directly, for example: syncgroup list -o json")
}

# Whether PSSailpoint is loaded: then its other commands need its own configuration.
$script:PSSailpoint = @(Get-Command -Name 'Get-DefaultConfiguration' -ListImported -ErrorAction SilentlyContinue |
        Where-Object { $_.Source -notlike 'Syncgroup*' }).Count -gt 0

$version = (Split-Path -Leaf $PSScriptRoot)
$beside = @("$PSScriptRoot/../Syncgroup/Syncgroup.psd1", "$PSScriptRoot/../../Syncgroup/$version/Syncgroup.psd1")
$found = @($beside | Where-Object { [System.IO.File]::Exists($_) })
$script:Core = Import-Module -Name $(if ($found.Count) { $found[0] } else { 'Syncgroup' }) -PassThru
# What Set-DefaultConfiguration has set.
$script:Configuration = @{}

# The tenant as these scripts choose it: never a profile that the program would take by itself.
function Get-CompatChoice {
    param($Cmdlet)
    $names = @{ BaseUrl = 'SAIL_BASE_URL'; ClientId = 'SAIL_CLIENT_ID'; ClientSecret = 'SAIL_CLIENT_SECRET' }
    $file = @{}
    if (-not ($env:SAIL_BASE_URL -or $env:SAIL_CLIENT_ID -or $env:SAIL_CLIENT_SECRET)) {
        $folder = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
        $path = [System.IO.Path]::Combine($folder, 'config.json')
        if ([System.IO.File]::Exists($path)) {
            $read = ConvertFrom-Json -InputObject ([System.IO.File]::ReadAllText($path))
            foreach ($property in $read.PSObject.Properties) { $file[$property.Name] = [string] $property.Value }
        }
    }
    $variables = @{}
    foreach ($name in $names.Keys) {
        $value = [string] $script:Configuration[$name]
        if (-not $value) { $value = [System.Environment]::GetEnvironmentVariable($names[$name]) }
        if (-not $value) { $value = [string] $file[$name] }
        if ($value) { $variables[$names[$name]] = $value }
    }
    if ($variables.Count) {
        foreach ($name in $names.Values) { if (-not $variables.ContainsKey($name)) { $variables[$name] = '' } }
        return @{ Arguments = @(); Variables = $variables }
    }
    & $script:Core {
        param($Cmdlet)
        if ($script:Session.Variables -or $script:Session.Profile) { return Get-TenantChoice '' }
        Stop-Command $Cmdlet 'Usage' 'InvalidArgument' (
            'no tenant is chosen: set SAIL_BASE_URL, SAIL_CLIENT_ID and SAIL_CLIENT_SECRET, or call Connect-Syncgroup')
    } $Cmdlet
}

# The path style that a command's name asks for.
function Get-CompatStyle {
    param([string] $Name)
    if ($Name -match '-(Beta|V20\d\d)') { return $Matches[1].ToLowerInvariant() }
    if ($Name -match 'V1$') { return 'v1' }
}

# Sends one request; gives the objects of its answer, or with `$Include` what -WithHttpInfo gives.
function Send-CompatRequest {
    param($Cmdlet, [string] $Method, [string] $Path, [string] $Body, [bool] $Include, [bool] $IsList)
    $choice = Get-CompatChoice $Cmdlet
    $style = Get-CompatStyle $Cmdlet.MyInvocation.MyCommand.Name
    & $script:Core {
        param($Cmdlet, $Choice, $Style, $Method, $Path, $Body, $Include, $IsList)
        # Those of the caller do not reach this module by themselves.
        $bound, $variables = $Cmdlet.MyInvocation.BoundParameters, $Cmdlet.SessionState.PSVariable
        $VerbosePreference = if ($bound.ContainsKey('Verbose')) {
            if ($bound['Verbose']) { 'Continue' } else { 'SilentlyContinue' }
        } else {
            $variables.GetValue('VerbosePreference')
        }
        $WarningPreference = if ($bound.ContainsKey('WarningAction')) { $bound['WarningAction'] } else {
            $variables.GetValue('WarningPreference') }
        $ProgressPreference = $variables.GetValue('ProgressPreference')
        $batch = New-Batch $Cmdlet '' $Choice
        $whole = $false
        try {
            $keys = (Get-CommonKey $batch 'api' $true) + ",`"method`":`"$Method`",`"path`":" + (ConvertTo-JsonString $Path)
            if ($Style) { $keys += ",`"apiVersion`":`"$Style`"" }
            if ($Body) { $keys += ",`"body`":$Body" }
            $result = Invoke-Request $batch $keys $null ($Method -ne 'GET')
            if ($result.Fault) {
                $record = New-ProgramError $batch $result.Fault $null
                $answer = if ($result.Fault.response) { $result.Fault.response.body }
                if ($null -ne $answer) {
                    $text = if ($answer -is [string]) { $answer } else { ConvertTo-JsonText $answer }
                    $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($text)
                }
                $Cmdlet.ThrowTerminatingError($record)
            }
            Close-Batch $batch
            $whole = $true
            $value = if ($IsList) { , $result.Objects.ToArray() } elseif ($result.Objects.Count) { $result.Objects[0] }
            if ($Include) { New-HttpInfo $result.Response $value } else { $value }
        } finally {
            if (-not $whole) { Stop-Batch $batch }
        }
    } $Cmdlet $choice $style $Method $Path $Body $Include $IsList
}

function Stop-Missing {
    param($Cmdlet, [string] $Parameter)
    $message = "The required parameter $Parameter is missing when calling $($Cmdlet.MyInvocation.MyCommand.Name)."
    & $script:Core { Stop-Command $args[0] 'Usage' 'InvalidArgument' $args[1] } $Cmdlet $message
}

function Get-CompatPath {
    param($Cmdlet, [string] $Id)
    if (-not $Id) { Stop-Missing $Cmdlet 'Id' }
    'password-sync-groups/' + [uri]::EscapeDataString($Id)
}

# The body as these scripts make it: what is null is left out.
function Get-CompatBody {
    param($Cmdlet, $Body)
    if ($null -eq $Body) { Stop-Missing $Cmdlet 'PasswordSyncGroup' }
    & $script:Core {
        param($Body)
        if ($Body -is [string]) { $Body = ConvertFrom-JsonText $Body }
        $kept = [ordered] @{}
        if ($Body -is [System.Collections.IDictionary]) {
            foreach ($key in $Body.Keys) { if ($null -ne $Body[$key]) { $kept[[string] $key] = $Body[$key] } }
        } else {
            foreach ($property in $Body.PSObject.Properties) {
                if ($null -ne $property.Value) { $kept[$property.Name] = $property.Value }
            }
        }
        if ($kept['sourceIds'] -is [string]) { $kept['sourceIds'] = [string[]] @($kept['sourceIds']) }
        ConvertTo-JsonText $kept
    } $Body
}

$newGroup = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)] [object] $PasswordSyncGroup,
        [switch] $WithHttpInfo
    )
    process {
        $body = Get-CompatBody $PSCmdlet $PasswordSyncGroup
        Send-CompatRequest $PSCmdlet 'POST' 'password-sync-groups' $body $WithHttpInfo $false
    }
}

$getGroup = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] [string] $Id,
        [switch] $WithHttpInfo
    )
    process {
        Send-CompatRequest $PSCmdlet 'GET' (Get-CompatPath $PSCmdlet $Id) '' $WithHttpInfo $false
    }
}

$getGroups = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [System.Nullable[int]] $Limit,
        [Parameter(Position = 1, ValueFromPipelineByPropertyName = $true)] [System.Nullable[int]] $Offset,
        [Parameter(Position = 2, ValueFromPipelineByPropertyName = $true)] [System.Nullable[bool]] $Count,
        [switch] $WithHttpInfo
    )
    process {
        $query = @()
        if ($null -ne $Limit) { $query += "limit=$Limit" }
        if ($null -ne $Offset) { $query += "offset=$Offset" }
        if ($null -ne $Count) { $query += "count=$(([string] $Count).ToLowerInvariant())" }
        $path = 'password-sync-groups'
        if ($query.Count) { $path += '?' + ($query -join '&') }
        Send-CompatRequest $PSCmdlet 'GET' $path '' $WithHttpInfo $true
    }
}

$updateGroup = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipelineByPropertyName = $true)] [string] $Id,
        [Parameter(Position = 1, ValueFromPipeline = $true)] [object] $PasswordSyncGroup,
        [switch] $WithHttpInfo
    )
    process {
        $path = Get-CompatPath $PSCmdlet $Id
        Send-CompatRequest $PSCmdlet 'PUT' $path (Get-CompatBody $PSCmdlet $PasswordSyncGroup) $WithHttpInfo $false
    }
}

$removeGroup = {
    [CmdletBinding()]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true, ValueFromPipelineByPropertyName = $true)] [string] $Id,
        [switch] $WithHttpInfo
    )
    process {
        Send-CompatRequest $PSCmdlet 'DELETE' (Get-CompatPath $PSCmdlet $Id) '' $WithHttpInfo $false
    }
}

$initialize = {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipelineByPropertyName = $true)] [string] $Id,
        [Parameter(ValueFromPipelineByPropertyName = $true)] [string] $Name,
        [Parameter(ValueFromPipelineByPropertyName = $true)] [string] $PasswordPolicyId,
        [Parameter(ValueFromPipelineByPropertyName = $true)] [string[]] $SourceIds,
        [Parameter(ValueFromPipelineByPropertyName = $true)] [System.Nullable[datetime]] $Created,
        [Parameter(ValueFromPipelineByPropertyName = $true)] [System.Nullable[datetime]] $Modified
    )
    process {
        [pscustomobject] @{
            id = $(if ($Id) { $Id }); name = $Name; passwordPolicyId = $PasswordPolicyId
            sourceIds = $SourceIds; created = $Created; modified = $Modified
        }
    }
}

$fromJson = {
    [CmdletBinding()]
    param([Parameter(Position = 0)] [AllowEmptyString()] [string] $Json)
    process {
        $read = & $script:Core { ConvertFrom-JsonText $args[0] } $Json
        $known = 'id', 'name', 'passwordPolicyId', 'sourceIds', 'created', 'modified'
        foreach ($name in $read.PSObject.Properties.Name) {
            if ($known -cnotcontains $name) { throw "Error! JSON key '$name' not found in the properties: $known" }
        }
        $group = [ordered] @{}
        foreach ($name in $known) {
            $property = $read.PSObject.Properties[$name]
            $value = if ($property) { , $property.Value } else { $null }
            $group[$name] = $value
        }
        $group = [pscustomobject] $group
        & $script:Core { Set-GroupTime (, $args[0]) } $group
        $group
    }
}

if (-not $script:PSSailpoint) {
    function Invoke-Paginate {
        [CmdletBinding()]
        param(
            [Parameter(Position = 0, Mandatory = $true)] [string] $Function,
            [int] $InitialOffset = 0,
            [int] $Increment = 250,
            [int] $Limit = 10000,
            [hashtable] $Parameters = @{},
            [switch] $WithHttpInfo
        )
        $results = [pscustomobject] @{ Response = [System.Collections.ArrayList]::new(); StatusCode = $null; Headers = $null }
        $most = [Math]::Min($Increment, $Limit)
        while ($InitialOffset -lt $Limit) {
            try {
                $page = & $Function -Limit $most -Offset $InitialOffset -WithHttpInfo @Parameters
            } catch {
                $PSCmdlet.ThrowTerminatingError($_)
            }
            $items = @($page.Response)
            if ($WithHttpInfo) {
                $results.Response.AddRange($items)
                $results.StatusCode = $page.StatusCode
                $results.Headers = $page.Headers
            } else {
                $items
            }
            if ($items.Count -lt $most) { break }
            $InitialOffset += $most
        }
        if ($WithHttpInfo) { $results }
    }

    function Set-DefaultConfiguration {
        [CmdletBinding()]
        param(
            [string] $BaseUrl, [string] $ClientId, [string] $ClientSecret, [string] $TokenUrl, [string] $AccessToken,
            [object] $MaximumRetryCount, [object] $RetryIntervalSeconds, [object] $Proxy, [object] $Experimental,
            [switch] $PassThru, [switch] $SkipCertificateCheck,
            [Parameter(ValueFromRemainingArguments = $true)] [object[]] $Rest
        )
        foreach ($name in 'BaseUrl', 'ClientId', 'ClientSecret') {
            if ($PSBoundParameters.ContainsKey($name)) { $script:Configuration[$name] = $PSBoundParameters[$name] }
        }
        if ($PassThru) { Get-DefaultConfiguration }
    }

    function Get-DefaultConfiguration {
        [CmdletBinding()]
        param()
        $choice = Get-CompatChoice $PSCmdlet
        $variables = if ($choice.Variables) { $choice.Variables } else { @{} }
        @{
            BaseUrl = $variables['SAIL_BASE_URL']; ClientId = $variables['SAIL_CLIENT_ID']
            TokenUrl = $(if ($variables['SAIL_BASE_URL']) { $variables['SAIL_BASE_URL'] + '/oauth/token' })
            Profile = $(if ($choice.Arguments.Count) { $choice.Arguments[1] })
        }
    }
}

# One function for each name of a command: a name that is an alias would come before every function.
$prefixes = '', 'Beta', 'V2024', 'V2025', 'V2026'
$templates = @(
    @('New-', 'PasswordSyncGroup', $newGroup), @('Get-', 'PasswordSyncGroup', $getGroup),
    @('Get-', 'PasswordSyncGroups', $getGroups), @('Update-', 'PasswordSyncGroup', $updateGroup),
    @('Remove-', 'PasswordSyncGroup', $removeGroup))
foreach ($template in $templates) {
    $verb, $noun, $block = $template
    foreach ($prefix in $prefixes) {
        Set-Item -Path "function:script:$verb$prefix$noun" -Value $block -WhatIf:$false -Confirm:$false
    }
    Set-Item -Path "function:script:$verb${noun}V1" -Value $block -WhatIf:$false -Confirm:$false
}
foreach ($prefix in $prefixes) {
    Set-Item -Path "function:script:Initialize-${prefix}PasswordSyncGroup" -Value $initialize -WhatIf:$false -Confirm:$false
    Set-Item -Path "function:script:ConvertFrom-${prefix}JsonToPasswordSyncGroup" -Value $fromJson -WhatIf:$false -Confirm:$false
}
$taken = 'the sync group commands'
if ($script:PSSailpoint) {
    $taken += ' of PSSailpoint'
} else {
    $taken += ', Set-DefaultConfiguration, Get-DefaultConfiguration and Invoke-Paginate'
}
Write-Information "Syncgroup.Compat takes over $taken." -InformationAction Continue
