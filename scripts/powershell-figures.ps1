# What scripts/powershell-figures runs in PowerShell: each figure for each module in a process of its own.
param([string] $Home_, [string] $Module, [string] $What, [string] $Which)
$pwsh = $env:SYNCGROUP_PWSH
$vendor = $env:SYNCGROUP_PSSAILPOINT

function Use-Tenant([string] $Name) {
    foreach ($line in Get-Content "$Home_/$Name.env") {
        if ($line -match '(SAIL_\w+)=(\S+)') { [Environment]::SetEnvironmentVariable($Matches[1], $Matches[2]) }
    }
}

# The median of several runs, in milliseconds.
function Measure-Median([int] $Runs, [scriptblock] $Block) {
    $times = foreach ($run in 1..$Runs) {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        $null = & $Block
        $clock.Elapsed.TotalMilliseconds
    }
    [Math]::Round(@($times | Sort-Object)[[int][Math]::Floor($Runs / 2)], 1)
}

if (-not $What) {
    $figures = 'import of an empty module', 'import', 'get', 'list 50', 'list 10,000', 'list 10,000, +50 ms', '1,000 IDs', 'wrong secret', '404'
    '| | PSSailpoint | Syncgroup |'
    '|---|--:|--:|'
    foreach ($figure in $figures) {
        $cells = foreach ($each in 'vendor', 'ours') {
            if ($each -eq 'vendor' -and -not $vendor) { 'not here'; continue }
            # What a process does only once is measured in several.
            $runs = if ($figure -like 'import*') { 5 } else { 1 }
            $all = foreach ($run in 1..$runs) {
                [double] (& $pwsh -NoProfile -NonInteractive -File $PSCommandPath $Home_ $Module $figure $each)
            }
            @($all | Sort-Object)[[int][Math]::Floor($runs / 2)]
        }
        "| $figure | $($cells -join ' | ') |"
    }
    return
}

$path = if ($Which -eq 'vendor') { $vendor } else { $Module }
if ($What -eq 'import of an empty module') { $path = "$Home_/Empty/Empty.psd1" }
if ($What -like 'import*') {
    $clock = [Diagnostics.Stopwatch]::StartNew()
    Import-Module $path
    return [Math]::Round($clock.Elapsed.TotalMilliseconds, 0)
}
Import-Module $path 3> $null 6> $null
$suffix = if ($Which -eq 'vendor') { 'V1' } else { '' }
$get, $list = "Get-PasswordSyncGroup$suffix", "Get-PasswordSyncGroups$suffix"
$every = {
    if ($Which -eq 'ours') { return & $list }
    for ($offset = 0; $offset -lt 10000; $offset += 250) { & $list -Limit 250 -Offset $offset }
}
switch ($What) {
    'get' {
        Use-Tenant small
        $id = (Get-Content "$Home_/small.ids" -TotalCount 1)
        $null = & $get -Id $id
        Measure-Median 21 { & $get -Id $id }
    }
    'list 50' {
        Use-Tenant small
        $null = & $list
        Measure-Median 11 { & $list }
    }
    'list 10,000' { Use-Tenant large; $null = & $list -Limit 1; Measure-Median 3 $every }
    'list 10,000, +50 ms' { Use-Tenant slow; $null = & $list -Limit 1; Measure-Median 3 $every }
    '1,000 IDs' {
        Use-Tenant large
        $ids = Get-Content "$Home_/large.ids" -TotalCount 1000
        $null = & $list -Limit 1
        Measure-Median 3 { $ids | & $get }
    }
    'wrong secret' {
        Use-Tenant small
        $env:SAIL_CLIENT_SECRET = 'wrong'
        # PSSailpoint leaves the loop that it is called from.
        $clock = [Diagnostics.Stopwatch]::StartNew()
        foreach ($once in 1) { try { $null = & $list 6> $null } catch { $null = $_ } }
        [Math]::Round($clock.Elapsed.TotalMilliseconds, 0)
    }
    '404' {
        Use-Tenant small
        $null = & $get -Id (Get-Content "$Home_/small.ids" -TotalCount 1)
        $clock = [Diagnostics.Stopwatch]::StartNew()
        try { $null = & $get -Id '00000000-0000-0000-0000-000000000000' -ErrorAction Stop } catch { $null = $_ }
        [Math]::Round($clock.Elapsed.TotalMilliseconds, 0)
    }
}
