# Sync groups as objects. A thin layer over `syncgroup batch`: what is allowed, what a change does and what is recorded is
# decided by the program.
#
# One file, although it is long: each file that a module loads costs some milliseconds of every import. It is read by
# Windows PowerShell 5.1 too, so it is ASCII and does without what only 7 has; tests/cli/powershell.rs checks that.

if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    throw ('The module Syncgroup cannot run here: the language mode of this session is ' +
        "$($ExecutionContext.SessionState.LanguageMode). Call the program directly, for example: " +
        'syncgroup list -o json | ConvertFrom-Json')
}

# What Connect-Syncgroup chose for this session: a profile, or variables for the program.
$script:Session = @{ Profile = $null; Variables = $null; HostName = $null }
# The program that was found, and what it was found with.
$script:Found = @{ Key = $null; Path = $null }
# Names of policies and sources for tables, by profile.
$script:Names = @{}
# What ConvertFrom-Json needs so that a text that looks like a date stays a text.
$script:JsonOptions = @{}
$script:JsonMarksDates = $false
if ($PSVersionTable.PSVersion.Major -ge 7) {
    if ($PSVersionTable.PSVersion.Major -gt 7 -or $PSVersionTable.PSVersion.Minor -ge 5) {
        $script:JsonOptions['DateKind'] = 'String'
    } else {
        $script:JsonMarksDates = $true
    }
}

# ---- The program ----------------------------------------------------------------------------------------------------

function Find-Program {
    param($Cmdlet)
    $key = "$env:SYNCGROUP_EXE`n$env:PATH"
    if ($script:Found.Key -eq $key -and [System.IO.File]::Exists($script:Found.Path)) { return $script:Found.Path }
    $windows = [System.IO.Path]::DirectorySeparatorChar -eq '\'
    $name = if ($windows) { 'syncgroup.exe' } else { 'syncgroup' }
    $path = $null
    if ($env:SYNCGROUP_EXE) {
        $path = $Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($env:SYNCGROUP_EXE)
        if (-not [System.IO.File]::Exists($path)) {
            Stop-Command $Cmdlet 'ProgramNotFound' 'ObjectNotFound' "SYNCGROUP_EXE names $path, which does not exist"
        }
    } else {
        # Never in the current folder: an entry of PATH counts only where it is a whole path.
        $folders = @($PSScriptRoot, "$PSScriptRoot/..", "$PSScriptRoot/../..") +
            @($env:PATH -split [System.IO.Path]::PathSeparator | Where-Object { $_ })
        foreach ($folder in $folders) {
            $folder = $folder.Trim('"')
            if (-not [System.IO.Path]::IsPathRooted($folder)) { continue }
            $candidate = [System.IO.Path]::GetFullPath([System.IO.Path]::Combine($folder, $name))
            if ([System.IO.File]::Exists($candidate)) { $path = $candidate; break }
        }
        if (-not $path) {
            Stop-Command $Cmdlet 'ProgramNotFound' 'ObjectNotFound' (
                "the program $name was not found beside the module or on PATH") (
                'Set $env:SYNCGROUP_EXE to the path of the program.')
        }
    }
    $script:Found = @{ Key = $key; Path = $path }
    $path
}

# One command line of all arguments, as every Windows program and .NET on other systems split it.
function Join-Argument {
    param([object[]] $Argument)
    $words = foreach ($each in $Argument) {
        $word = [string] $each
        if ($word -ne '' -and $word -notmatch '[\s"]') {
            $word
        } else {
            '"' + ($word -replace '(\\*)"', '$1$1\"' -replace '(\\+)$', '$1$1') + '"'
        }
    }
    $words -join ' '
}

function New-StartInfo {
    param($Cmdlet, [object[]] $Argument, [string] $ProfileName, [hashtable] $Variables)
    $info = [System.Diagnostics.ProcessStartInfo]::new()
    $info.FileName = Find-Program $Cmdlet
    $info.Arguments = Join-Argument $Argument
    $info.UseShellExecute = $false
    $info.CreateNoWindow = $true
    $info.RedirectStandardInput = $true
    $info.RedirectStandardOutput = $true
    $info.RedirectStandardError = $true
    $info.StandardOutputEncoding = [System.Text.Encoding]::UTF8
    $info.StandardErrorEncoding = [System.Text.Encoding]::UTF8
    $info.WorkingDirectory = $Cmdlet.SessionState.Path.CurrentFileSystemLocation.ProviderPath
    $info.EnvironmentVariables['SYNCGROUP_SHELL'] = 'powershell'
    if ($Variables) {
        if ($Variables.ContainsKey('SAIL_BASE_URL')) {
            foreach ($name in 'SYNCGROUP_PROFILE', 'SYNCGROUP_CLIENT_SECRET', 'SYNCGROUP_ACCESS_TOKEN') {
                $info.EnvironmentVariables.Remove($name)
            }
        }
        foreach ($name in $Variables.Keys) { $info.EnvironmentVariables[$name] = $Variables[$name] }
    }
    $info
}

function Start-Program {
    param($Cmdlet, $Info)
    try {
        [System.Diagnostics.Process]::Start($Info)
    } catch {
        Stop-Command $Cmdlet 'ProgramNotStarted' 'ResourceUnavailable' (
            "$($Info.FileName) could not be started: $($_.Exception.GetBaseException().Message)")
    }
}

# Arguments and variables that choose the tenant.
function Get-TenantChoice {
    param([string] $ProfileName)
    if ($ProfileName) { return @{ Arguments = @('-p', $ProfileName); Variables = $null } }
    if ($script:Session.Variables) { return @{ Arguments = @(); Variables = $script:Session.Variables } }
    if ($script:Session.Profile) { return @{ Arguments = @('-p', $script:Session.Profile); Variables = $null } }
    @{ Arguments = @(); Variables = $null }
}

# Runs the program once, to its end; stdin is UTF-8 text.
function Invoke-Program {
    param($Cmdlet, [object[]] $Argument, [string] $InputText, [hashtable] $Variables, [int] $Seconds = 0)
    $process = Start-Program $Cmdlet (New-StartInfo $Cmdlet $Argument -Variables $Variables)
    $whole = $false
    try {
        $stdout = $process.StandardOutput.ReadToEndAsync()
        $stderr = $process.StandardError.ReadToEndAsync()
        $bytes = [System.Text.UTF8Encoding]::new($false).GetBytes($InputText)
        try {
            $process.StandardInput.BaseStream.Write($bytes, 0, $bytes.Length)
            $process.StandardInput.Close()
        } catch [System.IO.IOException] {
            # It ended without reading; its exit code says why.
            $null = $_
        }
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        while (-not $process.WaitForExit(100)) {
            if ($Seconds -and $clock.Elapsed.TotalSeconds -gt $Seconds) { break }
        }
        if ($process.HasExited) {
            [pscustomobject]@{ ExitCode = $process.ExitCode; Output = $stdout.Result; ErrorText = $stderr.Result }
        }
        $whole = $process.HasExited
    } finally {
        if (-not $whole) { Stop-Child $process }
        $process.Dispose()
    }
}

function Stop-Child {
    param($Process)
    try { $Process.Kill() } catch { $null = $_ }
}

# ---- A batch --------------------------------------------------------------------------------------------------------

# How long a batch that nobody asks anything lives. One that is nearly so old is not asked any more.
$script:IdleSeconds = 30

function New-Batch {
    param($Cmdlet, [string] $ProfileName, [hashtable] $Choice)
    @{
        Cmdlet = $Cmdlet; Profile = $ProfileName; Process = $null; Choice = $Choice
        Input = $null; Encoding = [System.Text.Encoding]::ASCII
        HostName = $null; ReadyProfile = $null; Ready = $false; Mark = $null
        Buffer = [byte[]]::new(65536); Reading = $null; Ended = $false; ErrorText = $null
        Rest = ''; Lines = [System.Collections.Generic.List[string]]::new()
        Waiting = [System.Collections.Generic.Queue[object]]::new(); Next = 0; LastUse = $null
        Progress = $false; Run = $Cmdlet.MyInvocation.MyCommand.Name
    }
}

function Start-Batch {
    param($Batch)
    $cmdlet = $Batch.Cmdlet
    $choice = if ($Batch.Choice) { $Batch.Choice } else { Get-TenantChoice $Batch.Profile }
    $arguments = $choice.Arguments + @('batch', '--protocol', '1', '--idle-timeout', $script:IdleSeconds)
    if ($VerbosePreference -ne 'SilentlyContinue') { $arguments += '-v' }
    $info = New-StartInfo $cmdlet $arguments -Variables $choice.Variables
    $Batch.Process = Start-Program $cmdlet $info
    $Batch.Input = $Batch.Process.StandardInput.BaseStream
    $Batch.ErrorText = $Batch.Process.StandardError.ReadToEndAsync()
    $Batch.Reading = $null
    $Batch.Ended = $false
    $Batch.Ready = $false
    $Batch.Rest = ''
    $Batch.Lines.Clear()
    $Batch.LastUse = [System.Diagnostics.Stopwatch]::StartNew()
}

# Sends a request; `$Entry` is kept until it is answered.
function Send-Request {
    param($Batch, [string] $Keys, [hashtable] $Entry)
    $waiting = $Batch.Waiting
    if ($waiting.Count -eq 0) {
        if ($Batch.Process -and ((Test-Old $Batch) -or $Batch.Process.HasExited)) { Close-Batch $Batch }
        if (-not $Batch.Process) { Start-Batch $Batch }
    }
    $number = ++$Batch.Next
    $Entry.Id = $number
    $waiting.Enqueue($Entry)
    # What Write-Line does: a call for each of many requests takes longer than the request.
    $bytes = $Batch.Encoding.GetBytes('{"id":' + $number + ',' + $Keys + "}`n")
    try {
        $Batch.Input.Write($bytes, 0, $bytes.Length)
        $Batch.Input.Flush()
    } catch {
        # Whoever reads the answers sees that it has ended, and why.
        $null = $_
    }
    $Batch.LastUse.Restart()
}

# Whether the program may have ended because nobody asked for anything, or is about to.
function Test-Old {
    param($Batch)
    $Batch.LastUse -and $Batch.LastUse.Elapsed.TotalSeconds -gt $script:IdleSeconds - 5
}

function Write-Line {
    param($Batch, [string] $Line)
    $bytes = $Batch.Encoding.GetBytes($Line + "`n")
    try {
        $Batch.Input.Write($bytes, 0, $bytes.Length)
        $Batch.Input.Flush()
    } catch {
        $null = $_
    }
}

# Takes what has come; waits for a moment where nothing has. Lines that are whole are in `Lines`.
function Receive-Line {
    param($Batch, [int] $Milliseconds)
    while (-not $Batch.Ended) {
        if (-not $Batch.Reading) {
            $Batch.Reading = $Batch.Process.StandardOutput.BaseStream.ReadAsync($Batch.Buffer, 0, $Batch.Buffer.Length)
        }
        $wait = if ($Batch.Lines.Count) { 0 } else { $Milliseconds }
        if (-not $Batch.Reading.IsCompleted -and ($wait -eq 0 -or -not $Batch.Reading.Wait($wait))) { return }
        $read = if ($Batch.Reading.Status -eq 'RanToCompletion') { $Batch.Reading.Result } else { 0 }
        $Batch.Reading = $null
        if ($read -eq 0) {
            $Batch.Ended = $true
            return
        }
        $text = $Batch.Rest + [System.Text.Encoding]::ASCII.GetString($Batch.Buffer, 0, $read)
        $end = $text.LastIndexOf([char] 10)
        if ($end -lt 0) {
            $Batch.Rest = $text
        } else {
            $Batch.Rest = $text.Substring($end + 1)
            $Batch.Lines.Add($text.Substring(0, $end))
            if ($Batch.Lines.Count -ge 16) { return }
        }
    }
}

# The events that have come. Waits for one where `$Wait`; none where the program has ended.
function Receive-Event {
    param($Batch, [bool] $Wait)
    do {
        Receive-Line $Batch $(if ($Wait) { 100 } else { 0 })
        if ($Wait -and -not $Batch.Lines.Count -and $Batch.LastUse.ElapsedMilliseconds -gt 1000) {
            $Batch.Progress = $true
            $status = if ($Batch.HostName) { "Waiting for $($Batch.HostName)" } else { 'Waiting' }
            Write-Progress -Activity $Batch.Run -Status $status
        }
    } while ($Wait -and -not $Batch.Lines.Count -and -not $Batch.Ended)
    if (-not $Batch.Lines.Count) { return }
    $text = $Batch.Lines -join "`n"
    $Batch.Lines.Clear()
    $objects = Read-Run $Batch $text
    if ($objects) {
        $objects
        $text = $objects.Rest
        if (-not $text) { return }
    }
    foreach ($event in (ConvertFrom-JsonText ('[' + ($text.Trim() -replace "`n", ',') + ']'))) {
        if ($event.event -eq 'ready') {
            $Batch.Ready = $true
            $Batch.HostName = $event.host
            $Batch.ReadyProfile = $event.profile
            $Batch.Mark = "Syncgroup.Tenant#$($event.profile)@$($event.host)"
        } else {
            $event
        }
    }
}

# The objects that a text of events begins with, as one event, where they are several; the text behind them is its `Rest`.
# To read them without their events takes half of the time.
function Read-Run {
    param($Batch, [string] $Text)
    if (-not $Batch.Waiting.Count) { return }
    $ordinal = [System.StringComparison]::Ordinal
    $prefix = '{"id":' + $Batch.Waiting.Peek().Id + ',"event":"object","object":'
    if (-not $Text.StartsWith($prefix, $ordinal)) { return }
    $last = $Text.LastIndexOf("`n" + $prefix, $ordinal)
    if ($last -lt 0) { return }
    $end = $Text.IndexOf("`n", $last + 1, $ordinal)
    if ($end -lt 0) { $end = $Text.Length }
    # Without the brace that ends each event.
    $bare = $Text.Substring($prefix.Length, $end - 1 - $prefix.Length).Replace("}`n" + $prefix, ',')
    # A line break that is left belongs to another event between them.
    if ($bare.IndexOf("`n", $ordinal) -ge 0) { return }
    # Several objects are an array, which 5.1 gives as one: `@()` would put it into another.
    $objects = ConvertFrom-JsonText "[$bare]"
    @{
        event = 'objects'; objects = $objects
        Rest = $(if ($end -lt $Text.Length) { $Text.Substring($end + 1) })
    }
}

# Waits until the program has said which tenant it has.
function Wait-Ready {
    param($Batch)
    if (-not $Batch.Process) { Start-Batch $Batch }
    while (-not $Batch.Ready) {
        $null = Receive-Event $Batch $true
        if ($Batch.Ended -and -not $Batch.Ready) { Stop-Ended $Batch }
    }
}

# The program has ended although answers were expected.
function Stop-Ended {
    param($Batch)
    $process = $Batch.Process
    $null = $process.WaitForExit(2000)
    $text = if ($Batch.ErrorText.Wait(2000)) { $Batch.ErrorText.Result.Trim() } else { '' }
    $code = if ($process.HasExited) { $process.ExitCode } else { $null }
    $ready = $Batch.Ready
    $waiting = $Batch.Waiting.Count -and $Batch.Waiting.Peek().Writes
    Close-Batch $Batch
    $fault = Read-ProgramError $text
    if ($fault) {
        $Batch.Cmdlet.ThrowTerminatingError((New-ProgramError $Batch $fault $null))
    } elseif (-not $ready) {
        Stop-Command $Batch.Cmdlet 'Protocol' 'InvalidOperation' (
            "$(Find-Program $Batch.Cmdlet) does not speak protocol 1: $(($text -split '\r?\n')[0])") (
            'Install the version of syncgroup that this module came with.')
    } elseif ($waiting) {
        Stop-Command $Batch.Cmdlet 'OutcomeUnknown' 'InvalidResult' (
            "syncgroup ended with exit code $code before it said what became of the change: $text") (
            'Look at the group before you try again.')
    } else {
        Stop-Command $Batch.Cmdlet 'ProgramEnded' 'ResourceUnavailable' "syncgroup ended with exit code ${code}: $text"
    }
}

# The error that the program wrote to stderr as JSON.
function Read-ProgramError {
    param([string] $Text)
    foreach ($line in $Text -split '\r?\n') {
        if ($line.StartsWith('{"error":', 'Ordinal')) {
            try { return (ConvertFrom-JsonText $line).error } catch { return $null }
        }
    }
}

# Ends a batch of which everything has been read.
function Close-Batch {
    param($Batch)
    if ($Batch.Progress) {
        Write-Progress -Activity $Batch.Run -Completed
        $Batch.Progress = $false
    }
    if (-not $Batch.Process) { return }
    Write-Line $Batch '{"do":"end"}'
    Exit-Process $Batch 2000
}

# Ends a batch in the middle: nothing new is begun, and what is in flight is completed.
function Stop-Batch {
    param($Batch)
    if (-not $Batch.Process) { return }
    Write-Line $Batch '{"do":"stop"}'
    Exit-Process $Batch 6000
}

# Waits for the end. What it still says is read, so that it is not kept from ending.
function Exit-Process {
    param($Batch, [int] $Milliseconds)
    $process = $Batch.Process
    $Batch.Process = $null
    try {
        $process.StandardInput.Close()
    } catch {
        $null = $_
    }
    try {
        $stream = $process.StandardOutput.BaseStream
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $reading = $Batch.Reading
        $Batch.Reading = $null
        while (-not $process.HasExited -and $clock.ElapsedMilliseconds -lt $Milliseconds) {
            if (-not $reading) { $reading = $stream.ReadAsync($Batch.Buffer, 0, $Batch.Buffer.Length) }
            if ($reading.Wait(10)) {
                if ($reading.Result -eq 0) {
                    $null = $process.WaitForExit([int] [Math]::Max(1, $Milliseconds - $clock.ElapsedMilliseconds))
                    break
                }
                $reading = $null
            }
        }
    } catch {
        $null = $_
    }
    if (-not $process.HasExited) { Stop-Child $process }
    $process.Dispose()
    $Batch.Waiting.Clear()
}

function Stop-AllBatch {
    param($Batches)
    foreach ($batch in @($Batches.Values)) { Stop-Batch $batch }
}

function Close-AllBatch {
    param($Batches)
    foreach ($batch in @($Batches.Values)) { Close-Batch $batch }
}

# The batch of a command for the tenant of a thing: the profile that was asked for, else the one that it came from.
function Get-Batch {
    param($Batches, $Cmdlet, [string] $ProfileName, $From)
    $name = $ProfileName
    $hostName = $null
    $tenant = Get-TenantOf $From
    if ($tenant) {
        if (-not $ProfileName) {
            if ($tenant.Profile -eq 'environment') { $hostName = $tenant.HostName } else { $name = $tenant.Profile }
        }
    }
    $batch = $Batches["profile $name"]
    if (-not $batch) {
        $batch = New-Batch $Cmdlet $name
        $Batches["profile $name"] = $batch
    }
    if ($hostName) { Wait-Ready $batch }
    $batch
}

# ---- Values ---------------------------------------------------------------------------------------------------------

# JSON to objects; a text stays a text, whatever it looks like.
function ConvertFrom-JsonText {
    param([string] $Text)
    $options = $script:JsonOptions
    if (-not $script:JsonMarksDates -or $Text -notmatch '(?<!\\)"(?:\d{4}-\d\d-\d\dT|/Date\()') {
        return ConvertFrom-Json -InputObject $Text @options
    }
    # Before 7.5 a mark in front keeps it from being read as a date.
    $marked = [regex]::Replace($Text, '(?<=[:\[,{]\s*)"(?=\d{4}-\d\d-\d\dT|/Date\()', '"\u0001')
    $value = ConvertFrom-Json -InputObject $marked
    foreach ($each in $value) { Remove-Mark $each }
    $value
}

function Remove-Mark {
    param($Value)
    if ($Value -is [System.Management.Automation.PSCustomObject]) {
        foreach ($property in $Value.PSObject.Properties) {
            if ($property.Value -is [string]) {
                if ($property.Value.Length -and $property.Value[0] -eq [char] 1) {
                    $property.Value = $property.Value.Substring(1)
                }
            } else {
                Remove-Mark $property.Value
            }
        }
    } elseif ($Value -is [array]) {
        for ($at = 0; $at -lt $Value.Count; $at++) {
            if ($Value[$at] -is [string] -and $Value[$at].StartsWith([string] [char] 1, 'Ordinal')) {
                $Value[$at] = $Value[$at].Substring(1)
            } else {
                Remove-Mark $Value[$at]
            }
        }
    }
}

# A value as JSON in ASCII.
function ConvertTo-JsonText {
    param($Value, [int] $Depth = 0)
    if ($null -eq $Value) { return 'null' }
    if ($Value -is [string]) { return ConvertTo-JsonString $Value }
    if ($Value -is [bool]) { return $(if ($Value) { 'true' } else { 'false' }) }
    if ($Value -is [switch]) { return $(if ($Value.IsPresent) { 'true' } else { 'false' }) }
    if ($Value -is [datetime]) { return '"' + (ConvertTo-TimeText $Value) + '"' }
    if ($Value -is [System.DateTimeOffset]) { return '"' + (ConvertTo-TimeText $Value.UtcDateTime) + '"' }
    if ($Value -is [double] -or $Value -is [single]) { return $Value.ToString('R', [cultureinfo]::InvariantCulture) }
    if ($Value -is [enum] -or $Value -is [guid] -or $Value -is [char] -or $Value -is [uri]) {
        return ConvertTo-JsonString ([string] $Value)
    }
    if ($Value -is [System.IFormattable] -and $Value -is [System.ValueType]) {
        return $Value.ToString($null, [cultureinfo]::InvariantCulture)
    }
    if ($Depth -gt 60) { return 'null' }
    if ($Value -is [System.Collections.IDictionary]) {
        $parts = foreach ($key in $Value.Keys) {
            (ConvertTo-JsonString ([string] $key)) + ':' + (ConvertTo-JsonText $Value[$key] ($Depth + 1))
        }
        return '{' + ($parts -join ',') + '}'
    }
    if ($Value -is [System.Collections.IEnumerable]) {
        $parts = foreach ($each in $Value) { ConvertTo-JsonText $each ($Depth + 1) }
        return '[' + ($parts -join ',') + ']'
    }
    $parts = foreach ($property in $Value.PSObject.Properties) {
        (ConvertTo-JsonString $property.Name) + ':' + (ConvertTo-JsonText $property.Value ($Depth + 1))
    }
    '{' + ($parts -join ',') + '}'
}

# A text that JSON has as it is.
$script:PlainText = [regex]::new('^[\x20\x21\x23-\x5b\x5d-\x7e]*\z')

function ConvertTo-JsonString {
    param([string] $Text)
    if ($script:PlainText.IsMatch($Text)) { return '"' + $Text + '"' }
    $builder = [System.Text.StringBuilder]::new('"')
    foreach ($each in $Text.ToCharArray()) {
        $code = [int] $each
        if ($code -eq 34 -or $code -eq 92) {
            $null = $builder.Append('\').Append($each)
        } elseif ($code -lt 32 -or $code -gt 126) {
            $null = $builder.Append('\u').Append($code.ToString('x4'))
        } else {
            $null = $builder.Append($each)
        }
    }
    $builder.Append('"').ToString()
}

# A time as the API writes it, with as many digits as it has.
function ConvertTo-TimeText {
    param([datetime] $Time)
    if ($Time.Kind -eq 'Local') { $Time = $Time.ToUniversalTime() }
    $Time.ToString('yyyy-MM-ddTHH:mm:ss.FFFFFFF', [cultureinfo]::InvariantCulture) + 'Z'
}

# Makes what the program sent objects of this module.
function Initialize-Object {
    param($Objects, [string] $Type, [string] $Mark)
    foreach ($object in $Objects) {
        $names = $object.pstypenames
        $names.Insert(0, $Mark)
        $names.Insert(0, $Type)
    }
    if ($Type -eq 'Syncgroup.PasswordSyncGroup') { Set-GroupTime $Objects }
}

# Makes times of the texts of groups. A text that is no time, or that is more exact than a DateTime, stays as it is. One
# call for many groups: a call for each would take longer than everything else that is done to them.
function Set-GroupTime {
    param($Groups)
    $pattern = $script:TimePattern
    $culture = [cultureinfo]::InvariantCulture
    $style = [System.Globalization.DateTimeStyles]::AdjustToUniversal
    foreach ($group in $Groups) {
        $text = $group.created
        if ($text -is [string] -and $pattern.IsMatch($text)) {
            try { $group.created = [datetime]::Parse($text, $culture, $style) } catch { $null = $_ }
        }
        $text = $group.modified
        if ($text -is [string] -and $pattern.IsMatch($text)) {
            try { $group.modified = [datetime]::Parse($text, $culture, $style) } catch { $null = $_ }
        }
    }
}
$script:TimePattern = [regex]::new('^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,7})?(Z|[+-]\d\d:\d\d)\z')

# Profile and host that an object came from.
function Get-TenantOf {
    param($Object)
    if ($null -eq $Object -or $Object -is [string]) { return }
    foreach ($name in $Object.pstypenames) {
        if ($name -match '^(?:Deserialized\.)?Syncgroup\.Tenant#(.*)@([^@]*)$') {
            return @{ Profile = $Matches[1]; HostName = $Matches[2] }
        }
    }
}

# A property of any shape of object, whatever its case.
function Get-Value {
    param($Object, [string] $Name)
    if ($Object -is [System.Collections.IDictionary]) {
        foreach ($key in $Object.Keys) { if ($key -eq $Name) { return , $Object[$key] } }
        return
    }
    $property = $Object.PSObject.Properties[$Name]
    if ($property) { , $property.Value }
}

# How the program is told which thing is meant: a text as it is, an object by its ID. `$null` where it has none.
function Get-Reference {
    param($Thing)
    if ($Thing -is [string] -or $Thing -is [guid] -or $Thing -is [char]) { return [string] $Thing }
    if ($Thing -is [System.ValueType]) { return [string] $Thing }
    $id = Get-Value $Thing 'id'
    if ($id -is [string] -and $id.Trim()) { return "id:$id" }
    if ($id -is [guid]) { return "id:$id" }
}

# How a question calls a thing of which the program has said nothing yet.
function Get-Label {
    param($Thing, [string] $Reference)
    if ($Thing -is [string] -or $Thing -is [System.ValueType]) { return "sync group '$Reference'" }
    $id = $Reference -replace '^id:', ''
    $name = Get-Value $Thing 'name'
    if ($name -is [string] -and $name) { "sync group '$name' ($id)" } else { "sync group '$id'" }
}

# Values of a key that takes several: arrays, and texts with `;` between them.
function Split-Value {
    param($Value)
    foreach ($each in @($Value)) {
        if ($each -is [string]) {
            foreach ($part in $each -split ';') { if ($part.Trim()) { $part.Trim() } }
        } elseif ($null -ne $each) {
            $reference = Get-Reference $each
            if ($reference) { $reference }
        }
    }
}

# The keys of a group, as they are written in bodies and in the headings of CSV files.
$script:BodyKeys = @{
    name = 'name'; id = 'id'; created = 'created'; modified = 'modified'; policy = 'policy'
    passwordpolicyid = 'passwordPolicyId'; passwordpolicy = 'policy'; sourceids = 'sourceIds'; sources = 'sources'
    source = 'sources'
}

# The JSON of a group, from any shape that is one object.
function ConvertTo-Body {
    param($Object)
    $parts = [System.Collections.Generic.List[string]]::new()
    $pairs = if ($Object -is [System.Collections.IDictionary]) {
        foreach ($key in $Object.Keys) { , @([string] $key, $Object[$key]) }
    } else {
        foreach ($property in $Object.PSObject.Properties) { , @($property.Name, $property.Value) }
    }
    foreach ($pair in $pairs) {
        $key, $value = $pair
        $known = $script:BodyKeys[$key.ToLowerInvariant()]
        if ($known) { $key = $known }
        if ($known -eq 'sourceIds' -or $known -eq 'sources') {
            $value = [string[]] @(Split-Value $value)
        } elseif ($known -in 'id', 'created', 'modified' -and $value -is [string] -and -not $value.Trim()) {
            # An empty cell of a CSV file.
            continue
        } elseif ($known -in 'policy', 'passwordPolicyId' -and $null -ne $value -and $value -isnot [string]) {
            $value = Get-Reference $value
        }
        $parts.Add((ConvertTo-JsonString $key) + ':' + (ConvertTo-JsonText $value))
    }
    '{' + ($parts -join ',') + '}'
}

# Whether a text is JSON rather than the path of a file.
function Test-BodyText {
    param([string] $Text)
    $Text -match '^\s*[\{\[]'
}

# The objects that a body holds: itself, or what its text or its file says.
function Read-Body {
    param($Cmdlet, $Body)
    if ($Body -isnot [string]) { return $Body }
    $text = $Body
    if (-not (Test-BodyText $Body)) {
        try {
            $path = $Cmdlet.SessionState.Path.GetUnresolvedProviderPathFromPSPath($Body)
            $text = [System.IO.File]::ReadAllText($path)
            $where = $path
        } catch {
            return New-Error 'BodyNotRead' 'OpenError' (
                "the body is neither JSON nor a file that can be read: $($_.Exception.GetBaseException().Message)")
        }
    } else {
        $where = 'the body'
    }
    try {
        ConvertFrom-JsonText $text
    } catch {
        New-Error 'BodyNotRead' 'ParserError' "$where is not JSON: $($_.Exception.GetBaseException().Message)"
    }
}

# ---- Errors ---------------------------------------------------------------------------------------------------------

function New-Error {
    param([string] $Id, [string] $Category, [string] $Message, [string] $Action, $Target, [string] $Kind = 'Exception')
    $exception = switch ($Kind) {
        'NotFound' { [System.Management.Automation.ItemNotFoundException]::new($Message) }
        default { [System.Exception]::new($Message) }
    }
    $record = [System.Management.Automation.ErrorRecord]::new($exception, "Syncgroup.$Id", $Category, $Target)
    if ($Action) {
        $record.ErrorDetails = [System.Management.Automation.ErrorDetails]::new($Message)
        $record.ErrorDetails.RecommendedAction = $Action
    }
    $record
}

# Ends the command with an error.
function Stop-Command {
    param($Cmdlet, [string] $Id, [string] $Category, [string] $Message, [string] $Action)
    $Cmdlet.ThrowTerminatingError((New-Error $Id $Category $Message $Action))
}

function Get-Category {
    param([string] $Code, [int] $ExitCode)
    switch ($Code) {
        'timeout' { return 'OperationTimeout' }
        'read_only' { return 'PermissionDenied' }
        'application_token' { return 'PermissionDenied' }
        'stopped' { return 'OperationStopped' }
        'interrupted' { return 'OperationStopped' }
        'ambiguous_name' { return 'InvalidArgument' }
        'denied' { return 'PermissionDenied' }
        'outcome_unknown' { return 'InvalidResult' }
        'connection' { return 'ConnectionError' }
        'dns' { return 'ConnectionError' }
        'tls' { return 'SecurityError' }
    }
    switch ($ExitCode) {
        2 { 'InvalidArgument' }
        3 { 'ObjectNotFound' }
        4 { 'AuthenticationError' }
        5 { 'ResourceExists' }
        6 { 'ResourceUnavailable' }
        7 { 'InvalidData' }
        default { 'InvalidResult' }
    }
}

# An error of the program as a record: of an event, or of what it wrote to stderr.
function New-ProgramError {
    param($Batch, $Fault, $Target)
    $code = if ($Fault.outcome -eq 'unknown') { 'outcome_unknown' } else { [string] $Fault.code }
    $exitCode = if ($null -ne $Fault.exitCode) { $Fault.exitCode } else { 0 }
    if (-not $exitCode -and $code -eq 'usage') { $exitCode = 2 }
    $id = -join ($code -split '_' | Where-Object { $_ } | ForEach-Object {
            $_.Substring(0, 1).ToUpperInvariant() + $_.Substring(1) })
    $message = [string] $Fault.message
    $causes = @($Fault.causes | Where-Object { $_ })
    if ($causes.Count) { $message += ': ' + ($causes -join '; ') }
    $status = if ($Fault.response) { $Fault.response.status } else { $Fault.status }
    if ($status -eq 403) { $category = 'PermissionDenied' } else { $category = Get-Category $code $exitCode }
    $kind = if ($exitCode -eq 3) { 'NotFound' } else { 'Exception' }
    $record = New-Error $id $category $message (ConvertTo-Action $Fault) $Target $kind
    $exception = $record.Exception
    $response = $null
    if ($status) {
        $headers = ConvertTo-Header $Fault.response.headers
        $response = [pscustomobject]@{
            StatusCode = [System.Net.HttpStatusCode] [int] $status; Headers = $headers; Body = $Fault.response.body
        }
    }
    foreach ($pair in @(
            @('Response', $response), @('Code', $code), @('ExitCode', $exitCode),
            @('TrackingId', $Fault.trackingId), @('DetailCode', $Fault.detailCode),
            @('RetryAfter', $Fault.retryAfter))) {
        $exception.PSObject.Properties.Add([System.Management.Automation.PSNoteProperty]::new($pair[0], $pair[1]))
    }
    $record
}

function ConvertTo-Header {
    param($Headers)
    $table = [System.Collections.Hashtable]::new([System.StringComparer]::OrdinalIgnoreCase)
    if ($Headers) {
        foreach ($property in $Headers.PSObject.Properties) {
            $table[$property.Name] = [string[]] @($property.Value)
        }
    }
    $table
}

# What to do about an error, in this module's commands.
function ConvertTo-Action {
    param($Fault)
    $texts = foreach ($hint in @($Fault.hints)) {
        if ($hint -is [string]) {
            ConvertTo-HintText $hint
        } elseif ($hint.arguments) {
            $command = ConvertTo-CommandText @($hint.arguments)
            if ($hint.text) { "$($hint.text): $command" } else { $command }
        } elseif ($hint.text) {
            $hint.text
        }
    }
    switch ($Fault.code) {
        'changed_since' { $texts = @($texts) + 'to overwrite it: -Force' }
        'prerequisites' { $texts = @($texts) + 'to go on all the same: -NoCheck' }
    }
    @($texts | Where-Object { $_ }) -join '; '
}

# A hint that is a line of text: a command of the program, or words.
function ConvertTo-HintText {
    param([string] $Hint)
    if ($Hint.StartsWith('syncgroup profile add', 'Ordinal')) { return 'Connect-Syncgroup -Tenant acme' }
    # What sets variables in another shell.
    if ($Hint.StartsWith('export ', 'Ordinal') -or $Hint.StartsWith('$env:', 'Ordinal')) { return }
    if (-not $Hint.StartsWith('syncgroup ', 'Ordinal')) { return $Hint }
    $faults = $null
    $tokens = [System.Management.Automation.PSParser]::Tokenize($Hint, [ref] $faults)
    ConvertTo-CommandText @($tokens | Select-Object -Skip 1 | ForEach-Object { $_.Content })
}

function Format-Argument {
    param([string] $Text)
    if ($Text -match '^[\w./:=+-]+$' -and $Text -notmatch '^-.*[.:]') { return $Text }
    "'" + [System.Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($Text) + "'"
}

# A command line of the program as a command of this module.
function ConvertTo-CommandText {
    param([string[]] $Line)
    $all = @($Line)
    $suffix = ''
    $words = [System.Collections.Generic.List[string]]::new()
    for ($at = 0; $at -lt $all.Count; $at++) {
        if ($all[$at] -in '-p', '--profile' -and $at + 1 -lt $all.Count) {
            $at++
            $suffix = " -Profile $(Format-Argument $all[$at])"
        } else {
            $words.Add($all[$at])
        }
    }
    $verb = if ($words.Count) { $words[0] } else { '' }
    if ($verb -eq 'login' -and $words.Count -eq 1) { return 'Connect-Syncgroup -Tenant acme' }
    $rest = @($words | Select-Object -Skip 1)
    $plain = -not @($rest | Where-Object { $_.StartsWith('-', 'Ordinal') }).Count
    $argument = (@($rest | ForEach-Object { Format-Argument $_ }) -join ' ')
    $name = switch ($verb) {
        'list' { 'Get-PasswordSyncGroups' }
        'get' { 'Get-PasswordSyncGroup' }
        'remove' { 'Remove-PasswordSyncGroup' }
        'check' { 'Test-PasswordSyncGroup' }
        'sources' { 'Get-SyncgroupSource' }
        'policies' { 'Get-SyncgroupPolicy' }
        'undo' { 'Undo-PasswordSyncGroup' }
    }
    if ($name -and $plain -and $rest.Count -le 1) { return ("$name $argument").TrimEnd() + $suffix }
    $argument = (@($words | ForEach-Object { Format-Argument $_ }) -join ' ')
    ("Invoke-Syncgroup $argument").TrimEnd() + $suffix
}

# Whether an error concerns everything that a command does, not one item.
function Test-Fatal {
    param($Fault)
    $Fault.code -in 'bad_credentials', 'application_token', 'read_only', 'tls', 'proxy', 'history' -or
        ($Fault.exitCode -eq 4 -and -not ($Fault.response -and $Fault.response.status -eq 403))
}

# ---- What every command does ----------------------------------------------------------------------------------------

# The preferences of the caller: those of a script do not reach the functions of a module by themselves.
function Get-CallerPreference {
    param($Cmdlet, $Bound)
    $variables = $Cmdlet.SessionState.PSVariable
    if ($Bound.ContainsKey('ErrorAction')) { $ErrorActionPreference } else { $variables.GetValue('ErrorActionPreference') }
    if ($Bound.ContainsKey('WarningAction')) { $WarningPreference } else { $variables.GetValue('WarningPreference') }
    if ($Bound.ContainsKey('Verbose')) { $VerbosePreference } else { $variables.GetValue('VerbosePreference') }
    if ($Bound.ContainsKey('Debug')) { $DebugPreference } else { $variables.GetValue('DebugPreference') }
    if ($Bound.ContainsKey('InformationAction')) { $InformationPreference } else {
        $variables.GetValue('InformationPreference') }
    if ($Bound.ContainsKey('ProgressAction')) { $ProgressPreference } else { $variables.GetValue('ProgressPreference') }
    if ($Bound.ContainsKey('WhatIf')) { $WhatIfPreference } else { $variables.GetValue('WhatIfPreference') }
    if ($Bound.ContainsKey('Confirm')) { $ConfirmPreference } else { $variables.GetValue('ConfirmPreference') }
}

# Whether the thing came from the tenant that the command is for; else an error is written.
function Test-Tenant {
    param($Cmdlet, $Thing, [string] $ProfileName)
    $tenant = Get-TenantOf $Thing
    if (-not $tenant -or -not $ProfileName -or $tenant.Profile -eq $ProfileName) { return $true }
    $Cmdlet.WriteError((New-Error 'TenantMismatch' 'InvalidArgument' (
                "the object came from profile $($tenant.Profile), and -Profile is $ProfileName") (
                'Leave -Profile out, or name the group by its ID.') $Thing))
    $false
}

# The same for an object of variables or of a session that has ended since: the batch must have the object's host.
function Test-BatchTenant {
    param($Batch, $Thing)
    $tenant = Get-TenantOf $Thing
    if (-not $tenant -or $Batch.Profile) { return $true }
    Wait-Ready $Batch
    if ($tenant.HostName -eq $Batch.HostName) { return $true }
    $Batch.Cmdlet.WriteError((New-Error 'TenantMismatch' 'InvalidArgument' (
                "the object came from $($tenant.HostName), and the tenant is $($Batch.HostName) now") '' $Thing))
    $false
}

# The keys that most requests share.
function Get-CommonKey {
    param($Batch, [string] $Operation, [bool] $Include)
    $keys = '"do":"' + $Operation + '","run":' + (ConvertTo-JsonString $Batch.Run)
    if ($Include) { $keys += ',"include":true' }
    $keys
}

# Says what a request says besides its answer.
function Write-Event {
    param($Batch, $Event)
    switch ($Event.event) {
        'warning' { Write-Warning $Event.message }
        'request' { Write-Verbose $Event.message }
        'progress' {
            if ($Batch.LastUse.ElapsedMilliseconds -gt 1000 -and $Event.total) {
                $Batch.Progress = $true
                $percent = [int] [Math]::Min(100, 100 * $Event.done / $Event.total)
                Write-Progress -Activity $Batch.Run -Status "$($Event.done) of $($Event.total)" -PercentComplete $percent
            }
        }
    }
}

# Emits what has been answered, in the order of the requests; with `$All` waits for all of it.
function Receive-Answer {
    param($Batch, [bool] $All)
    while ($Batch.Waiting.Count) {
        $events = @(Receive-Event $Batch $All)
        if (-not $events.Count) {
            if ($Batch.Ended) { Stop-Ended $Batch }
            if ($All) { continue }
            return
        }
        $entry = $Batch.Waiting.Peek()
        # A command asks for things of one type.
        $objects = foreach ($event in $events) {
            if ($event.event -eq 'object') { $event.object } elseif ($event.event -eq 'objects') { $event.objects }
        }
        if ($objects) { Initialize-Object $objects $entry.Type $Batch.Mark }
        foreach ($event in $events) {
            if ($event.event -eq 'object') {
                if ($null -ne $entry.Objects) { $entry.Objects.Add($event.object) } else { $event.object }
            } elseif ($event.event -eq 'objects') {
                if ($null -ne $entry.Objects) { $entry.Objects.AddRange($event.objects) } else { $event.objects }
            } elseif ($event.event -eq 'response') {
                $entry.Response = $event
            } elseif ($event.event -eq 'done') {
                $null = $Batch.Waiting.Dequeue()
                if ($entry.Finish) { & $entry.Finish $entry $event }
                if ($Batch.Waiting.Count) { $entry = $Batch.Waiting.Peek() }
            } elseif ($event.event -eq 'error') {
                $null = $Batch.Waiting.Dequeue()
                $record = New-ProgramError $Batch $event $entry.Target
                if (Test-Fatal $event) { $Batch.Cmdlet.ThrowTerminatingError($record) }
                $Batch.Cmdlet.WriteError($record)
                if ($Batch.Waiting.Count) { $entry = $Batch.Waiting.Peek() }
            } else {
                Write-Event $Batch $event
            }
        }
    }
}

# `-WithHttpInfo`
function New-HttpInfo {
    param($Response, $Value)
    @{ Response = $Value; StatusCode = [int] $Response.status; Headers = ConvertTo-Header $Response.headers }
}

# Sends one request, waits for its end, and gives what came of it. Warnings and requests are said at once.
function Invoke-Request {
    param($Batch, [string] $Keys, $Target, [bool] $Writes)
    $result = @{
        Objects = [System.Collections.Generic.List[object]]::new(); Consequences = @(); Plans = @(); Response = $null
        Done = $null; Fault = $null
    }
    Send-Request $Batch $Keys @{ Writes = $Writes }
    while (-not $result.Done -and -not $result.Fault) {
        $events = @(Receive-Event $Batch $true)
        if (-not $events.Count -and $Batch.Ended) { Stop-Ended $Batch }
        foreach ($event in $events) {
            switch ($event.event) {
                'object' {
                    Initialize-Object (, $event.object) 'Syncgroup.PasswordSyncGroup' $Batch.Mark
                    $result.Objects.Add($event.object)
                }
                'objects' {
                    Initialize-Object $event.objects 'Syncgroup.PasswordSyncGroup' $Batch.Mark
                    $result.Objects.AddRange($event.objects)
                }
                'consequence' { $result.Consequences += $event }
                'plan' { $result.Plans += $event }
                'response' { $result.Response = $event }
                'done' { $result.Done = $event }
                'error' { $result.Fault = $event }
                default { Write-Event $Batch $event }
            }
        }
    }
    $null = $Batch.Waiting.Dequeue()
    $Batch.LastUse.Restart()
    $result
}

# Whether somebody can answer a question here.
function Test-CanPrompt {
    param($Cmdlet)
    if (-not [System.Environment]::UserInteractive) { return $false }
    switch ($Cmdlet.Host.Name) {
        'ConsoleHost' {
            if ([System.Console]::IsInputRedirected) { return $false }
            foreach ($word in [System.Environment]::GetCommandLineArgs()) {
                if ($word -match '^[-/]{1,2}noni') { return $false }
            }
            return $true
        }
        'Default Host' { return $false }
        default { return $null -ne $Cmdlet.Host.UI.RawUI }
    }
}

function Stop-CannotPrompt {
    param($Cmdlet, [string] $What)
    Stop-Command $Cmdlet 'CannotPrompt' 'InvalidOperation' (
        "$What needs a confirmation, and nobody can answer here; nothing was done") (
        'Use -Confirm:$false to go on without one.')
}

# Asks by `$Ask`. Where the host cannot ask after all, that is an error and not an answer.
function Invoke-Question {
    param($Cmdlet, [scriptblock] $Ask, [string] $What)
    try {
        return & $Ask
    } catch [System.Management.Automation.PipelineStoppedException] {
        throw
    } catch {
        $cause = $_.Exception
        while ($cause) {
            if ($cause -is [System.Management.Automation.PipelineStoppedException]) { throw }
            $cause = $cause.InnerException
        }
        Stop-CannotPrompt $Cmdlet $What
    }
}

# Whether ConfirmPreference asks about a change of this impact.
function Test-Asks {
    param([string] $Impact, $Preference)
    $impacts = @('None', 'Low', 'Medium', 'High')
    $preference = [array]::IndexOf($impacts, [string] $Preference)
    $preference -gt 0 -and [array]::IndexOf($impacts, $Impact) -ge $preference
}

# Consequences that somebody should know of even where nobody asks.
function Get-Loss {
    param($Consequences)
    foreach ($each in $Consequences) {
        if ($each.kind -eq 'weaker_policy' -or $each.kind -eq 'source_leaves') { $each }
    }
}

function Get-ConsequenceText {
    param($Consequences)
    @($Consequences | ForEach-Object { $_.message } | Where-Object { $_ } | Select-Object -Unique)
}

# What a dry run has shown, to be compared with another one.
function Get-Evidence {
    param($Result)
    ConvertTo-JsonText @(
        @($Result.Plans | ForEach-Object { $_.method, $_.path, $_.before, $_.after }),
        @($Result.Consequences | ForEach-Object { $_.kind, $_.message }))
}

# One change from its dry run to its end: shown, asked about, sent. Emits what the command returns.
function Invoke-Change {
    param(
        $Batch, [string] $Keys, [string] $Verb, [string] $Label, [string] $Impact, $Target, [bool] $AsksAboutLoss,
        [bool] $Include, [bool] $Returns, $WhatIfValue, $ConfirmValue
    )
    $cmdlet = $Batch.Cmdlet
    $asks = Test-Asks $Impact $ConfirmValue
    if ($asks -and -not $WhatIfValue -and -not (Test-CanPrompt $cmdlet)) { Stop-CannotPrompt $cmdlet "$Verb $Label" }
    $mayAsk = $AsksAboutLoss -and -not $asks -and -not $WhatIfValue -and [string] $ConfirmValue -ne 'None' -and
        (Test-CanPrompt $cmdlet)
    $tried = $null
    if ($asks -or $WhatIfValue -or $mayAsk) {
        $tried = Invoke-Request $Batch "$Keys,`"dryRun`":true" $Target $false
        if ($tried.Fault) {
            Write-Fault $Batch $tried.Fault $Target
            return
        }
        $name = Get-PlanName $tried $Label
        $texts = Get-ConsequenceText $tried.Consequences
        $where = "$($Batch.ReadyProfile) ($($Batch.HostName))"
        $what = "$Verb $name in tenant $where"
        if ($tried.Done.outcome -eq 'unchanged') { $what = "Change nothing: $name is up to date in tenant $where" }
        $description = if ($texts.Count) { "${what}: $($texts -join '; ')" } else { $what }
        $question = (@($texts) + "$what`?") -join [System.Environment]::NewLine
        $goOn = Invoke-Question $cmdlet { $cmdlet.ShouldProcess($description, $question, $Batch.Run) } "$Verb $Label"
        if (-not $goOn) { return }
        $losses = @(Get-Loss $tried.Consequences)
        if ($mayAsk -and $losses.Count) {
            if (-not (Confirm-Loss $Batch $losses $what)) { return }
        }
        $token = Update-Token $Batch $Keys $tried $Target
        if (-not $token) { return }
        $Keys += ',"token":' + (ConvertTo-JsonString $token)
    } elseif (-not $cmdlet.ShouldProcess("$Verb $Label", "$Verb $Label`?", $Batch.Run)) {
        return
    }
    if ($Include) { $Keys += ',"include":true' }
    $result = Invoke-Request $Batch $Keys $Target $true
    if (-not $tried -or -not ($asks -or $mayAsk)) {
        foreach ($loss in Get-Loss $result.Consequences) { Write-Warning $loss.message }
    }
    if ($result.Fault) {
        Write-Fault $Batch $result.Fault $Target
    } elseif ($Include -and $result.Response) {
        $value = if ($result.Response.status -ne 204 -and $result.Objects.Count) { $result.Objects[0] } else { $null }
        New-HttpInfo $result.Response $value
    } elseif ($Returns) {
        $result.Objects
    }
}

function Write-Fault {
    param($Batch, $Fault, $Target)
    $record = New-ProgramError $Batch $Fault $Target
    if (Test-Fatal $Fault) { $Batch.Cmdlet.ThrowTerminatingError($record) }
    $Batch.Cmdlet.WriteError($record)
}

# How a question calls the group: by its name and its ID where the dry run knows them.
function Get-PlanName {
    param($Result, [string] $Label)
    foreach ($plan in $Result.Plans) {
        $group = if ($plan.before) { $plan.before } else { $plan.after }
        if ($Result.Plans.Count -eq 1 -and $group.name) {
            return $(if ($group.id) { "sync group '$($group.name)' ($($group.id))" } else { "sync group '$($group.name)'" })
        }
    }
    $Label
}

function Confirm-Loss {
    param($Batch, $Losses, [string] $What)
    $state = $Batch.Answers
    if (-not $state) { $state = $Batch.Answers = @{ Yes = $false; No = $false } }
    $yes, $no = $state.Yes, $state.No
    $query = (@(Get-ConsequenceText $Losses) + "$What`?") -join [System.Environment]::NewLine
    $answer = Invoke-Question $Batch.Cmdlet {
        $Batch.Cmdlet.ShouldContinue($query, $Batch.Run, [ref] $yes, [ref] $no)
        $state.Yes, $state.No = $yes, $no
    } $What
    $answer
}

# The token of the dry run. Where the batch has ended while the question was open, a new dry run must show the same.
function Update-Token {
    param($Batch, [string] $Keys, $Tried, $Target)
    if (-not (Test-Old $Batch) -and -not $Batch.Process.HasExited) { return $Tried.Done.token }
    $again = Invoke-Request $Batch "$Keys,`"dryRun`":true" $Target $false
    if ($again.Fault) {
        Write-Fault $Batch $again.Fault $Target
    } elseif ((Get-Evidence $again) -cne (Get-Evidence $Tried)) {
        $Batch.Cmdlet.WriteError((New-Error 'ChangedSince' 'ResourceExists' (
                    "$(Get-PlanName $Tried 'the group') has changed while the question was open; nothing was done") '' $Target))
    } else {
        $again.Done.token
    }
}

# The first error of an object without an ID.
function Write-NoId {
    param($Cmdlet, $Thing)
    $kind = if ($null -eq $Thing) { 'nothing' } else { "an object of type $($Thing.pstypenames[0])" }
    $Cmdlet.WriteError((New-Error 'MissingId' 'InvalidArgument' "$kind has no ID that tells which sync group is meant" (
                'Pass an ID, a name, or an object with the property id.') $Thing))
}

# Names that fit what was typed, as the program's own completion gives them. What completes a parameter is not run in
# the module, and has to enter it.
function Get-Completion {
    param([string[]] $Words, [string] $Typed, $Bound)
    try {
        $cmdlet = $ExecutionContext
        $arguments = @('--', 'syncgroup')
        $choice = Get-TenantChoice ([string] $Bound['Profile'])
        $arguments += $choice.Arguments + $Words + @("=$($Typed.Trim("'", '"'))")
        $variables = @{ SYNCGROUP_COMPLETE = 'powershell' }
        if ($choice.Variables) { foreach ($name in $choice.Variables.Keys) { $variables[$name] = $choice.Variables[$name] } }
        $found = Invoke-Program ([pscustomobject]@{ SessionState = $cmdlet.SessionState }) $arguments '' $variables 3
        foreach ($line in $found.Output -split '\r?\n') {
            if (-not $line) { continue }
            $value, $help = $line -split "`t", 2
            if ($value.StartsWith('-', 'Ordinal')) { continue }
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value.Trim("'"), 'ParameterValue', $help)
        }
    } catch {
        # Whoever presses a key is not told that there is nothing to offer.
        $null = $_
    }
}

# ---- The commands ---------------------------------------------------------------------------------------------------

function Get-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Gets sync groups by ID or name.
    .DESCRIPTION
    Gets one sync group for each ID or name, in their order. Requests are sent ahead, so that many IDs take little more
    time than one.
    .PARAMETER Id
    IDs or names of sync groups, or objects with the property id.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one that an object came from, else the one of the session.
    .PARAMETER WithHttpInfo
    Gives a hashtable with Response, StatusCode and Headers instead of the group.
    .EXAMPLE
    Get-PasswordSyncGroup 'Head Office' -Profile sandbox
    .EXAMPLE
    '6881f631-3bd5-4213-9c75-8e05cc3e35dd', 'Head Office' | Get-PasswordSyncGroup -Profile sandbox
    #>
    [CmdletBinding()]
    [OutputType('Syncgroup.PasswordSyncGroup')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('get') $args[2] $args[4] } @args })]
        [object[]] $Id,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [switch] $WithHttpInfo
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
        $batches = @{}
        # The batch of texts, and the keys of every request.
        $named, $keys = $null, $null
        $clock = [System.Diagnostics.Stopwatch]::StartNew()
        $plain = $script:PlainText
        $finish = {
            param($Entry)
            if ($null -ne $Entry.Objects) { New-HttpInfo $Entry.Response $Entry.Objects[0] }
        }
    }
    process {
        $whole = $false
        try {
            foreach ($each in $Id) {
                if ($each -is [string] -and $each -and $named) {
                    # All texts are for one tenant. What else is asked here would take most of the time of many IDs.
                    $batch, $reference = $named, $each
                } else {
                    $reference = Get-Reference $each
                    if (-not $reference) { Write-NoId $PSCmdlet $each; continue }
                    if (-not (Test-Tenant $PSCmdlet $each $Profile)) { continue }
                    $batch = Get-Batch $batches $PSCmdlet $Profile $each
                    if (-not (Test-BatchTenant $batch $each)) { continue }
                    if ($each -is [string]) { $named = $batch }
                }
                if ($clock.ElapsedMilliseconds -ge 20 -and (Test-Old $batch)) { Receive-Answer $batch $true }
                $entry = @{ Type = 'Syncgroup.PasswordSyncGroup'; Target = $each }
                if ($WithHttpInfo) {
                    $entry.Objects = [System.Collections.Generic.List[object]]::new()
                    $entry.Finish = $finish
                }
                $text = if ($plain.IsMatch($reference)) { '"' + $reference + '"' } else { ConvertTo-JsonString $reference }
                if (-not $keys) { $keys = (Get-CommonKey $batch 'get' $WithHttpInfo) + ',"ref":' }
                Send-Request $batch ($keys + $text) $entry
                # So many requests ahead are enough. Many answers at a time cost less than each by itself.
                $all = $batch.Waiting.Count -ge 5000 -or $batches.Count -gt 1
                if (-not $all -and $clock.ElapsedMilliseconds -lt 20) { continue }
                Receive-Answer $batch $all
                $clock.Restart()
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
    end {
        $whole = $false
        try {
            foreach ($batch in @($batches.Values)) { Receive-Answer $batch $true }
            Close-AllBatch $batches
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
}

function Get-PasswordSyncGroups {
    <#
    .SYNOPSIS
    Lists sync groups.
    .DESCRIPTION
    Lists all sync groups, or those that are asked for, over as many pages as it takes. The groups come once the list is
    whole, so that a command behind it can remove some of them.
    .PARAMETER Limit
    At most so many groups. Without it, all of them.
    .PARAMETER Offset
    Leaves out so many groups first.
    .PARAMETER Count
    Whether the tenant is asked for the total, which is in the headers of -WithHttpInfo.
    .PARAMETER Name
    Names, in which PowerShell's wildcards count.
    .PARAMETER Source
    Groups that have this source, by ID or name.
    .PARAMETER Policy
    Groups that have this password policy, by ID or name.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one of the session.
    .PARAMETER WithHttpInfo
    Gives a hashtable with Response, an array, StatusCode and Headers.
    .EXAMPLE
    Get-PasswordSyncGroups -Profile sandbox | Where-Object name -like 'Head*'
    .EXAMPLE
    Get-PasswordSyncGroups -Name 'Head*' -Profile sandbox | Select-Object name, created
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseSingularNouns', '')]
    [CmdletBinding()]
    [OutputType('Syncgroup.PasswordSyncGroup')]
    param(
        [Parameter(Position = 0)]
        [ValidateRange(0, 2147483647)]
        [int] $Limit,
        [Parameter(Position = 1)]
        [ValidateRange(0, 2147483647)]
        [int] $Offset,
        [Parameter(Position = 2)]
        [bool] $Count,
        [SupportsWildcards()]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('get') $args[2] $args[4] } @args })]
        [string[]] $Name,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--source') $args[2] $args[4] } @args })]
        [object] $Source,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--policy') $args[2] $args[4] } @args })]
        [object] $Policy,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [switch] $WithHttpInfo
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
    }
    end {
        $whole = $false
        $batches = @{}
        try {
            $thing = if ($Source) { $Source } else { $Policy }
            if (Test-Tenant $PSCmdlet $thing $Profile) {
                $batch = Get-Batch $batches $PSCmdlet $Profile $thing
                $keys = Get-CommonKey $batch 'list' $WithHttpInfo
                $bound = $PSBoundParameters
                if ($Source) { $keys += ',"source":' + (ConvertTo-JsonString ([string] (Get-Reference $Source))) }
                if ($Policy) { $keys += ',"policy":' + (ConvertTo-JsonString ([string] (Get-Reference $Policy))) }
                if ($Count) { $keys += ',"count":true' }
                if (-not $Name) {
                    if ($bound.ContainsKey('Limit')) { $keys += ",`"limit`":$Limit" }
                    if ($bound.ContainsKey('Offset')) { $keys += ",`"offset`":$Offset" }
                }
                $entry = @{ Type = 'Syncgroup.PasswordSyncGroup' }
                if ($WithHttpInfo -or $Name) {
                    $entry.Objects = [System.Collections.Generic.List[object]]::new()
                    $take = if ($bound.ContainsKey('Limit')) { $Limit } else { [int]::MaxValue }
                    $entry.Finish = {
                        param($Entry)
                        $groups = $Entry.Objects.ToArray()
                        if ($Name) {
                            $groups = @(Select-ByName $groups $Name | Select-Object -Skip $Offset | Select-Object -First $take)
                        }
                        if ($WithHttpInfo) { New-HttpInfo $Entry.Response $groups } else { $groups }
                    }
                }
                Send-Request $batch $keys $entry
                Receive-Answer $batch $true
                Close-Batch $batch
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
}

# Objects whose name fits one of the patterns.
function Select-ByName {
    param([object[]] $Objects, [string[]] $Patterns)
    foreach ($object in $Objects) {
        foreach ($pattern in $Patterns) {
            if ($object.name -like $pattern) { $object; break }
        }
    }
}

function New-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Creates sync groups.
    .DESCRIPTION
    Creates a sync group from -Name, -Policy and -Source, or one from each body. Prerequisites are checked before anything is sent.
    .PARAMETER PasswordSyncGroup
    The body: an object, a hashtable, JSON, or the path of a file with JSON. Policies and sources can be IDs or names;
    in a text, such as a cell of a CSV file, several sources are separated by semicolons.
    .PARAMETER Name
    The name of the group.
    .PARAMETER Policy
    The password policy, by ID or name.
    .PARAMETER Source
    The sources, by ID or name.
    .PARAMETER NoCheck
    Skips the check of the prerequisites.
    .PARAMETER Deny
    Consequences that are refused: weaker-policy, source-leaves, warnings.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one that an object came from, else the one of the session.
    .PARAMETER WithHttpInfo
    Gives a hashtable with Response, StatusCode and Headers instead of the group.
    .EXAMPLE
    New-PasswordSyncGroup -Name 'Branches' -Policy Strong -Source Salesforce, 'Corporate LDAP' -Profile sandbox
    .EXAMPLE
    @{ name = 'Mail'; policy = 'Strong'; sources = 'G Suite', 'ServiceNow' } | New-PasswordSyncGroup -Profile sandbox -WhatIf
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Low', DefaultParameterSetName = 'Body')]
    [OutputType('Syncgroup.PasswordSyncGroup')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ParameterSetName = 'Body')]
        [object] $PasswordSyncGroup,
        [Parameter(Mandatory = $true, ParameterSetName = 'Fields')]
        [string] $Name,
        [Parameter(Mandatory = $true, ParameterSetName = 'Fields')]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--policy') $args[2] $args[4] } @args })]
        [object] $Policy,
        [Parameter(Mandatory = $true, ParameterSetName = 'Fields')]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--source') $args[2] $args[4] } @args })]
        [object[]] $Source,
        [switch] $NoCheck,
        [ValidateSet('weaker-policy', 'source-leaves', 'warnings')]
        [string[]] $Deny,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [switch] $WithHttpInfo
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $WhatIfPreference, $ConfirmPreference = Get-CallerPreference $PSCmdlet $PSBoundParameters
        $batches = @{}
    }
    process {
        $whole = $false
        try {
            if ($PSCmdlet.ParameterSetName -eq 'Fields') {
                $references = [string[]] @($Source | ForEach-Object { [string] (Get-Reference $_) })
                $PasswordSyncGroup = [ordered] @{
                    name = $Name; policy = [string] (Get-Reference $Policy); sources = $references
                }
            }
            foreach ($body in (Read-Body $PSCmdlet $PasswordSyncGroup)) {
                if ($body -is [System.Management.Automation.ErrorRecord]) { $PSCmdlet.WriteError($body); continue }
                $batch = Get-Batch $batches $PSCmdlet $Profile $body
                $json = if ($PSCmdlet.ParameterSetName -eq 'Fields') { ConvertTo-JsonText $body } else { ConvertTo-Body $body }
                $keys = (Get-CommonKey $batch 'new' $false) + (Get-WriteKey $NoCheck $false $Deny) + ',"group":' + $json
                $change = @{
                    Batch = $batch; Keys = $keys; Verb = 'Create'; Label = "sync group '$(Get-Value $body 'name')'"
                    Impact = 'Low'; Target = $body; AsksAboutLoss = $false; Include = $WithHttpInfo; Returns = $true
                    WhatIfValue = $WhatIfPreference; ConfirmValue = $ConfirmPreference
                }
                Invoke-Change @change
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
    end {
        Close-AllBatch $batches
    }
}

# The keys of requests that write.
function Get-WriteKey {
    param([bool] $NoCheck, [bool] $Force, [string[]] $Deny)
    $keys = ''
    if ($NoCheck) { $keys += ',"noCheck":true' }
    if ($Force) { $keys += ',"force":true' }
    if ($Deny) { $keys += ',"deny":' + (ConvertTo-JsonText $Deny) }
    $keys
}

function Update-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Changes sync groups.
    .DESCRIPTION
    Replaces a sync group by a body with all its fields, as the API does. An object that has been read is refused where
    the group has changed since. A change that weakens a password policy or drops a source asks where somebody can
    answer, and warns elsewhere.
    .PARAMETER Id
    ID or name of the group. Without it the one whose ID is in the body.
    .PARAMETER PasswordSyncGroup
    The group as it is to be: an object, a hashtable, JSON, or the path of a file with JSON.
    .PARAMETER Force
    Overwrites a group that has changed since it was read.
    .PARAMETER NoCheck
    Skips the check of the prerequisites.
    .PARAMETER Deny
    Consequences that are refused: weaker-policy, source-leaves, warnings.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one that an object came from, else the one of the session.
    .PARAMETER WithHttpInfo
    Gives a hashtable with Response, StatusCode and Headers instead of the group.
    .EXAMPLE
    $group = Get-PasswordSyncGroup 'Head Office' -Profile sandbox
    $group.name = 'Headquarters'
    $group | Update-PasswordSyncGroup
    .EXAMPLE
    Get-PasswordSyncGroups -Profile sandbox | ForEach-Object { $_.name += ' (EU)'; $_ } | Update-PasswordSyncGroup -WhatIf
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'Medium', DefaultParameterSetName = 'Body')]
    [OutputType('Syncgroup.PasswordSyncGroup')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Id')]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('get') $args[2] $args[4] } @args })]
        [object] $Id,
        [Parameter(Mandatory = $true, Position = 1, ValueFromPipeline = $true, ParameterSetName = 'Id')]
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true, ParameterSetName = 'Body')]
        [object] $PasswordSyncGroup,
        [switch] $Force,
        [switch] $NoCheck,
        [ValidateSet('weaker-policy', 'source-leaves', 'warnings')]
        [string[]] $Deny,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [switch] $WithHttpInfo
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $WhatIfPreference, $ConfirmPreference = Get-CallerPreference $PSCmdlet $PSBoundParameters
        $batches = @{}
    }
    process {
        $whole = $false
        try {
            foreach ($body in (Read-Body $PSCmdlet $PasswordSyncGroup)) {
                if ($body -is [System.Management.Automation.ErrorRecord]) { $PSCmdlet.WriteError($body); continue }
                $named = if ($PSCmdlet.ParameterSetName -eq 'Id') { $Id } else { $body }
                $reference = Get-Reference $named
                if (-not $reference) { Write-NoId $PSCmdlet $named; continue }
                if (-not (Test-Tenant $PSCmdlet $named $Profile) -or -not (Test-Tenant $PSCmdlet $body $Profile)) { continue }
                $from = if (Get-TenantOf $body) { $body } else { $named }
                $batch = Get-Batch $batches $PSCmdlet $Profile $from
                if (-not (Test-BatchTenant $batch $from)) { continue }
                $keys = (Get-CommonKey $batch 'update' $false) + (Get-WriteKey $NoCheck $Force $Deny) +
                    ',"ref":' + (ConvertTo-JsonString $reference) + ',"group":' + (ConvertTo-Body $body)
                $change = @{
                    Batch = $batch; Keys = $keys; Verb = 'Update'; Label = Get-Label $named $reference
                    Impact = 'Medium'; Target = $body; AsksAboutLoss = $true; Include = $WithHttpInfo; Returns = $true
                    WhatIfValue = $WhatIfPreference; ConfirmValue = $ConfirmPreference
                }
                Invoke-Change @change
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
    end {
        Close-AllBatch $batches
    }
}

function Remove-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Deletes sync groups.
    .DESCRIPTION
    Deletes sync groups, after a question that says what becomes of their sources. Where nobody can answer, -Confirm:$false is
    needed. A group that changes while the question is open is not deleted.
    .PARAMETER Id
    IDs or names of sync groups, or objects with the property id.
    .PARAMETER Deny
    Consequences that are refused: weaker-policy, source-leaves, warnings.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one that an object came from, else the one of the session.
    .PARAMETER WithHttpInfo
    Gives a hashtable with Response, which is null, StatusCode and Headers.
    .EXAMPLE
    Get-PasswordSyncGroups -Profile sandbox | Where-Object name -like 'Head*' | Remove-PasswordSyncGroup -WhatIf
    .EXAMPLE
    Remove-PasswordSyncGroup 'Head Office' -Profile sandbox -Confirm:$false
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('get') $args[2] $args[4] } @args })]
        [object[]] $Id,
        [ValidateSet('weaker-policy', 'source-leaves', 'warnings')]
        [string[]] $Deny,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [switch] $WithHttpInfo
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $WhatIfPreference, $ConfirmPreference = Get-CallerPreference $PSCmdlet $PSBoundParameters
        $batches = @{}
    }
    process {
        $whole = $false
        try {
            foreach ($each in $Id) {
                $reference = Get-Reference $each
                if (-not $reference) { Write-NoId $PSCmdlet $each; continue }
                if (-not (Test-Tenant $PSCmdlet $each $Profile)) { continue }
                $batch = Get-Batch $batches $PSCmdlet $Profile $each
                if (-not (Test-BatchTenant $batch $each)) { continue }
                $keys = (Get-CommonKey $batch 'remove' $false) + (Get-WriteKey $false $false $Deny) +
                    ',"ref":' + (ConvertTo-JsonString $reference)
                $change = @{
                    Batch = $batch; Keys = $keys; Verb = 'Delete'; Label = Get-Label $each $reference
                    Impact = 'High'; Target = $each; AsksAboutLoss = $false; Include = $WithHttpInfo; Returns = $false
                    WhatIfValue = $WhatIfPreference; ConfirmValue = $ConfirmPreference
                }
                Invoke-Change @change
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
    end {
        Close-AllBatch $batches
    }
}

function Test-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Verifies the prerequisites of sync groups.
    .DESCRIPTION
    Gives a finding for each prerequisite that is not met: of the groups that are named, or of the whole tenant.
    .PARAMETER Id
    IDs or names of sync groups, or objects with the property id. Without it, every group of the tenant.
    .PARAMETER Quiet
    Gives true where no finding is an error, else false.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one that an object came from, else the one of the session.
    .EXAMPLE
    Test-PasswordSyncGroup 'Head Office' -Profile sandbox
    .EXAMPLE
    Test-PasswordSyncGroup -Quiet -Profile sandbox
    #>
    [CmdletBinding()]
    [OutputType('Syncgroup.Finding')]
    param(
        [Parameter(Position = 0, ValueFromPipeline = $true)]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('get') $args[2] $args[4] } @args })]
        [object[]] $Id,
        [switch] $Quiet,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
        $batches = @{}
        $finish = {
            param($Entry, $Done)
            if ($null -ne $Entry.Objects) { [bool] $Done.passed }
        }
        # Nothing in the pipeline is no reason to test everything.
        $everything = -not $PSCmdlet.MyInvocation.ExpectingInput -and -not $PSBoundParameters.ContainsKey('Id')
    }
    process {
        $whole = $false
        try {
            $things = if ($everything) { 'everything' } else { $Id }
            foreach ($each in $things) {
                $reference = if ($everything) { $null } else { Get-Reference $each }
                if (-not $everything) {
                    if (-not $reference) { Write-NoId $PSCmdlet $each; continue }
                    if (-not (Test-Tenant $PSCmdlet $each $Profile)) { continue }
                }
                $batch = Get-Batch $batches $PSCmdlet $Profile $each
                if (-not (Test-BatchTenant $batch $each)) { continue }
                $keys = Get-CommonKey $batch 'check' $false
                if ($reference) { $keys += ',"ref":' + (ConvertTo-JsonString $reference) }
                $entry = @{ Type = 'Syncgroup.Finding'; Target = $each; Finish = $finish }
                if ($Quiet) { $entry.Objects = [System.Collections.Generic.List[object]]::new() }
                if (Test-Old $batch) { Receive-Answer $batch $true }
                Send-Request $batch $keys $entry
                Receive-Answer $batch ($batches.Count -gt 1)
            }
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
    end {
        $whole = $false
        try {
            foreach ($batch in @($batches.Values)) { Receive-Answer $batch $true }
            Close-AllBatch $batches
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
}

function Undo-PasswordSyncGroup {
    <#
    .SYNOPSIS
    Undoes the last command as a whole, or one change.
    .DESCRIPTION
    Undoes what the history has recorded: the last command that changed sync groups, or one change by its number. It asks
    first; where nobody can answer, -Confirm:$false is needed.
    .PARAMETER Record
    The number of a change in the history, as Invoke-Syncgroup history shows it.
    .PARAMETER Force
    Overwrites a group that has changed since.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one of the session.
    .EXAMPLE
    Undo-PasswordSyncGroup -Profile sandbox -WhatIf
    .EXAMPLE
    Undo-PasswordSyncGroup -Record 1 -Profile sandbox -Confirm:$false
    #>
    [CmdletBinding(SupportsShouldProcess = $true, ConfirmImpact = 'High')]
    [OutputType('Syncgroup.PasswordSyncGroup')]
    param(
        [Parameter(Position = 0)]
        [ValidateRange(1, 9223372036854775807)]
        [long] $Record,
        [switch] $Force,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $WhatIfPreference, $ConfirmPreference = Get-CallerPreference $PSCmdlet $PSBoundParameters
    }
    end {
        $whole = $false
        $batches = @{}
        try {
            $batch = Get-Batch $batches $PSCmdlet $Profile $null
            $keys = (Get-CommonKey $batch 'undo' $false) + (Get-WriteKey $false $Force $null)
            $label = 'the last command'
            if ($PSBoundParameters.ContainsKey('Record')) {
                $keys += ",`"record`":$Record"
                $label = "change $Record"
            }
            $change = @{
                Batch = $batch; Keys = $keys; Verb = 'Undo'; Label = $label; Impact = 'High'; Target = $null
                AsksAboutLoss = $false; Include = $false; Returns = $true; WhatIfValue = $WhatIfPreference
                ConfirmValue = $ConfirmPreference
            }
            Invoke-Change @change
            Close-Batch $batch
            $whole = $true
        } finally {
            if (-not $whole) { Stop-AllBatch $batches }
        }
    }
}

# Lists sources or policies.
function Get-NamedObject {
    param($Cmdlet, [string] $Operation, [string] $Type, [string[]] $Name, [string] $ProfileName)
    $whole = $false
    $batches = @{}
    try {
        $batch = Get-Batch $batches $Cmdlet $ProfileName $null
        $entry = @{ Type = $Type }
        $found = [System.Collections.Generic.List[object]]::new()
        if ($Name) { $entry.Objects = $found }
        Send-Request $batch (Get-CommonKey $batch $Operation $false) $entry
        Receive-Answer $batch $true
        Close-Batch $batch
        foreach ($pattern in $Name) {
            $fits = @($found | Where-Object { $_.name -like $pattern -or $_.id -eq $pattern })
            $fits
            if (-not $fits.Count -and -not [wildcardpattern]::ContainsWildcardCharacters($pattern)) {
                $Cmdlet.WriteError((New-Error 'NotFound' 'ObjectNotFound' (
                            "$pattern was not found in tenant $($batch.ReadyProfile)") '' $pattern 'NotFound'))
            }
        }
        $whole = $true
    } finally {
        if (-not $whole) { Stop-AllBatch $batches }
    }
}

function Get-SyncgroupSource {
    <#
    .SYNOPSIS
    Lists sources.
    .DESCRIPTION
    Lists the sources of the tenant, as the API describes them.
    .PARAMETER Name
    Names or IDs, in which PowerShell's wildcards count.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one of the session.
    .EXAMPLE
    Get-SyncgroupSource -Profile sandbox
    .EXAMPLE
    Get-SyncgroupSource 'S*' -Profile sandbox | Select-Object name, id
    #>
    [CmdletBinding()]
    [OutputType('Syncgroup.Source')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--source') $args[2] $args[4] } @args })]
        [string[]] $Name,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
    }
    end {
        Get-NamedObject $PSCmdlet 'sources' 'Syncgroup.Source' $Name $Profile
    }
}

function Get-SyncgroupPolicy {
    <#
    .SYNOPSIS
    Lists password policies.
    .DESCRIPTION
    Lists the password policies of the tenant, as the API describes them.
    .PARAMETER Name
    Names or IDs, in which PowerShell's wildcards count.
    .PARAMETER Profile
    The profile that chooses the tenant. Without it the one of the session.
    .EXAMPLE
    Get-SyncgroupPolicy -Profile sandbox
    .EXAMPLE
    Get-SyncgroupPolicy Strong -Profile sandbox | Format-List name, min*
    #>
    [CmdletBinding()]
    [OutputType('Syncgroup.Policy')]
    param(
        [Parameter(Position = 0)]
        [SupportsWildcards()]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion @('list', '--policy') $args[2] $args[4] } @args })]
        [string[]] $Name,
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
    }
    end {
        Get-NamedObject $PSCmdlet 'policies' 'Syncgroup.Policy' $Name $Profile
    }
}

function Invoke-Syncgroup {
    <#
    .SYNOPSIS
    Runs the program with arguments, for what has no command of its own.
    .DESCRIPTION
    Runs syncgroup with the arguments as they are, also with quotes and empty texts in them, for the tenant of the session.
    Its output comes as texts; with -o json pipe it into ConvertFrom-Json. Where it fails, that is an error with the
    program's own sentence. Text from the pipeline is its stdin.
    .EXAMPLE
    Invoke-Syncgroup -p sandbox check
    .EXAMPLE
    Invoke-Syncgroup -p sandbox list -o json | ConvertFrom-Json
    #>
    # Not an advanced function: that would take -p and -o for parameters of its own.
    $preference = Get-StackVariable 'ErrorActionPreference'
    foreach ($each in (Invoke-Once ([object[]] $args) @($input))) {
        if ($each -is [System.Management.Automation.ErrorRecord]) {
            Write-Error -ErrorRecord $each -ErrorAction $preference
        } else {
            $each
        }
    }
}

# A variable as the caller of a function that is not advanced sees it.
function Get-StackVariable {
    param([string] $Name)
    foreach ($frame in @(Get-PSCallStack | Select-Object -Skip 2)) {
        $variable = $frame.GetFrameVariables()[$Name]
        if ($variable) { return $variable.Value }
    }
    (Get-Variable -Name $Name -Scope Global).Value
}

function Invoke-Once {
    [CmdletBinding()]
    param([object[]] $Argument, [object[]] $InputLine)
    $words = [string[]] @(foreach ($each in $Argument) { foreach ($word in @($each)) { [string] $word } })
    $choice = Get-TenantChoice ''
    if ($words -ccontains '-p' -or @($words -cmatch '^--profile(=|$)').Count) {
        $choice = @{ Arguments = @(); Variables = $null }
    }
    $text = if ($InputLine.Count) { ($InputLine -join "`n") + "`n" } else { '' }
    $ended = Invoke-Program $PSCmdlet ($choice.Arguments + $words) $text $choice.Variables
    $stdout = $ended.Output -replace '\r?\n$', ''
    if ($stdout -ne '') { $stdout -split '\r?\n' }
    $said = $ended.ErrorText.Trim()
    if ($ended.ExitCode -eq 0) {
        foreach ($line in $said -split '\r?\n') {
            if ($line -match '^warning: (.*)') { Write-Warning $Matches[1] } elseif ($line) { Write-Verbose $line }
        }
        return
    }
    $fault = Read-ProgramError $said
    if ($fault) {
        New-ProgramError @{ Cmdlet = $PSCmdlet } $fault $null
    } else {
        $message = if ($said) { $said -replace '^error: ', '' } else { "syncgroup ended with exit code $($ended.ExitCode)" }
        $record = New-Error 'ProgramFailed' (Get-Category '' $ended.ExitCode) $message
        $note = [System.Management.Automation.PSNoteProperty]::new('ExitCode', $ended.ExitCode)
        $record.Exception.PSObject.Properties.Add($note)
        $record
    }
}

# Where the API of a tenant is, from its name, its host or its address.
function Get-BaseUrl {
    param([string] $Tenant)
    if ($Tenant -match '^https?://') { return $Tenant.TrimEnd('/') }
    if ($Tenant -notmatch '\.') { return "https://$Tenant.api.identitynow.com" }
    if ($Tenant -match '\.api\.') { return "https://$Tenant" }
    'https://' + ($Tenant -replace '^([^.]+)\.', '$1.api.')
}

function Connect-Syncgroup {
    <#
    .SYNOPSIS
    Chooses the tenant of this session, and signs in.
    .DESCRIPTION
    Tries the sign-in with a client's ID and secret, adds a profile, and keeps the secret where the program keeps it; with
    -NoStore for this session alone. The commands of this session use the tenant from then on. Where the sign-in fails,
    nothing is kept. Without -Credential a profile that exists is chosen.
    .PARAMETER Tenant
    The tenant: its name, its host, or the address of its API.
    .PARAMETER Credential
    The client's ID as user name, its secret as password.
    .PARAMETER Profile
    The name of the profile. Without it the name of the tenant.
    .PARAMETER NoStore
    Keeps nothing but for this session.
    .EXAMPLE
    Connect-Syncgroup -Profile sandbox
    .EXAMPLE
    Connect-Syncgroup -Tenant $env:TENANT -Credential $credential -NoStore
    #>
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSAvoidUsingPlainTextForPassword', '')]
    [CmdletBinding(DefaultParameterSetName = 'Profile')]
    param(
        [Parameter(Mandatory = $true, Position = 0, ParameterSetName = 'Tenant')]
        [string] $Tenant,
        [Parameter(ParameterSetName = 'Tenant')]
        [System.Management.Automation.PSCredential] $Credential,
        [Parameter(Mandatory = $true, ParameterSetName = 'Profile')]
        [Parameter(ParameterSetName = 'Tenant')]
        [ArgumentCompleter({ & (Get-Module Syncgroup) { Get-Completion '-p' $args[2] @{} } @args })]
        [string] $Profile,
        [Parameter(ParameterSetName = 'Tenant')]
        [switch] $NoStore
    )
    begin {
        $ErrorActionPreference, $WarningPreference, $VerbosePreference, $DebugPreference, $InformationPreference,
        $ProgressPreference, $null, $null = Get-CallerPreference $PSCmdlet $PSBoundParameters
    }
    end {
        if ($PSCmdlet.ParameterSetName -eq 'Profile') {
            $batch = New-Batch $PSCmdlet $Profile
            Test-SignIn $batch
            $script:Session = @{ Profile = $Profile; Variables = $null; HostName = $batch.HostName }
            return
        }
        $url = Get-BaseUrl $Tenant
        if (-not $Profile) { $Profile = ($Tenant -replace '^https?://', '') -replace '[.:/].*$', '' }
        $known = Get-ProfileAddress $PSCmdlet $Profile
        if ($known -and $known.TrimEnd('/') -ne $url -and -not $NoStore) {
            Stop-Command $PSCmdlet 'ProfileOfAnotherTenant' 'ResourceExists' (
                "profile $Profile exists and belongs to $known, not to $url") 'Choose another name with -Profile.'
        }
        if (-not $Credential) {
            if ($known -and -not $NoStore) {
                $batch = New-Batch $PSCmdlet $Profile
                Test-SignIn $batch
                $script:Session = @{ Profile = $Profile; Variables = $null; HostName = $batch.HostName }
                return
            }
            if (-not (Test-CanPrompt $PSCmdlet)) {
                Stop-Command $PSCmdlet 'CannotPrompt' 'InvalidOperation' (
                    'the client''s ID and secret are missing, and nobody can be asked for them here') 'Use -Credential.'
            }
            $Credential = $PSCmdlet.Host.UI.PromptForCredential('syncgroup', "ID and secret of a client of $url", '', '')
            if (-not $Credential) { return }
        }
        $secret = $Credential.GetNetworkCredential().Password
        $variables = @{
            SAIL_BASE_URL = $url; SAIL_CLIENT_ID = $Credential.UserName.TrimStart('\'); SAIL_CLIENT_SECRET = $secret
        }
        $batch = New-Batch $PSCmdlet '' @{ Arguments = @(); Variables = $variables }
        Test-SignIn $batch
        if ($NoStore) {
            $script:Session = @{ Profile = $null; Variables = $variables; HostName = $batch.HostName }
            return
        }
        Save-Profile $PSCmdlet $Profile $known $variables
        $script:Session = @{ Profile = $Profile; Variables = $null; HostName = $batch.HostName }
    }
}

# Signs in. That fails where the tenant refuses it.
function Test-SignIn {
    param($Batch)
    $whole = $false
    try {
        $result = Invoke-Request $Batch '"do":"list","limit":0' $null $false
        if (-not $result.Fault) { $result = Invoke-Request $Batch '"do":"list","limit":1' $null $false }
        if ($result.Fault) {
            $Batch.Cmdlet.ThrowTerminatingError((New-ProgramError $Batch $result.Fault $null))
        }
        $name = $Batch.HostName
        Close-Batch $Batch
        Write-Verbose "signed in to $name"
        $whole = $true
    } finally {
        if (-not $whole) { Stop-Batch $Batch }
    }
}

# The address that a profile has; nothing where there is no such profile.
function Get-ProfileAddress {
    param($Cmdlet, [string] $Name)
    $ended = Invoke-Program $Cmdlet @('-p', $Name, 'profile', 'show', '-o', 'json') '' $null
    if ($ended.ExitCode -eq 0) {
        foreach ($each in (ConvertFrom-JsonText $ended.Output)) {
            if ($each.key -eq 'address') { return [string] $each.value }
        }
    }
}

# Adds the profile and stores its secret. Where the second fails, the first is taken back.
function Save-Profile {
    param($Cmdlet, [string] $Name, [string] $Known, [hashtable] $Variables)
    if (-not $Known) {
        $words = @('profile', 'add', $Name, '--base-url', $Variables.SAIL_BASE_URL, '--client-id', $Variables.SAIL_CLIENT_ID)
        $ended = Invoke-Program $Cmdlet ($words + @('-o', 'json')) '' $null
        if ($ended.ExitCode) { Stop-Program $Cmdlet $ended }
    }
    $words = @('-p', $Name, 'login', '--secret-stdin', '--no-verify', '-o', 'json')
    $ended = Invoke-Program $Cmdlet $words $Variables.SAIL_CLIENT_SECRET $null
    if ($ended.ExitCode) {
        if (-not $Known) { $null = Invoke-Program $Cmdlet @('profile', 'remove', $Name, '-y') '' $null }
        Stop-Program $Cmdlet $ended
    }
}

function Stop-Program {
    param($Cmdlet, $Ended)
    $fault = Read-ProgramError $Ended.ErrorText
    if ($fault) { $Cmdlet.ThrowTerminatingError((New-ProgramError @{ Cmdlet = $Cmdlet } $fault $null)) }
    Stop-Command $Cmdlet 'ProgramFailed' 'InvalidResult' $Ended.ErrorText.Trim()
}

function Disconnect-Syncgroup {
    <#
    .SYNOPSIS
    Forgets the tenant of this session.
    .DESCRIPTION
    Forgets the tenant that Connect-Syncgroup chose, and a secret that was kept for this session alone. Profiles and stored
    secrets stay.
    .EXAMPLE
    Disconnect-Syncgroup
    .EXAMPLE
    Connect-Syncgroup -Profile sandbox; Disconnect-Syncgroup
    #>
    [CmdletBinding()]
    param()
    $script:Session = @{ Profile = $null; Variables = $null; HostName = $null }
    $script:Names = @{}
}

# ---- Tables ---------------------------------------------------------------------------------------------------------

# Names of the policies and sources of the tenant that an object came from; asked for at most once a minute.
function Get-NameTable {
    param($Group)
    $tenant = Get-TenantOf $Group
    $key = if ($tenant) { "$($tenant.Profile)@$($tenant.HostName)" } else { '' }
    $kept = $script:Names[$key]
    if ($kept -and $kept.Clock.Elapsed.TotalSeconds -lt 60) { return $kept.Table }
    $table = @{}
    $profileName = if ($tenant -and $tenant.Profile -ne 'environment') { $tenant.Profile } else { '' }
    try {
        $context = [pscustomobject]@{
            SessionState = $ExecutionContext.SessionState
            MyInvocation = @{ MyCommand = @{ Name = 'Format-Table' } }
        }
        $choice = Get-TenantChoice $profileName
        $arguments = $choice.Arguments + @('batch', '--protocol', '1')
        $requests = '{"id":1,"do":"policies"}', '{"id":2,"do":"sources"}', '{"do":"end"}', ''
        $ended = Invoke-Program $context $arguments ($requests -join "`n") $choice.Variables 10
        $lines = @($ended.Output -split "`n" | Where-Object { $_ })
        $events = ConvertFrom-JsonText ('[' + ($lines -join ',') + ']')
        foreach ($event in $events) {
            if ($event.event -eq 'ready' -and $tenant -and $event.host -ne $tenant.HostName) { break }
            if ($event.event -eq 'object') { $table[[string] $event.object.id] = [string] $event.object.name }
        }
    } catch {
        # IDs are shown instead.
        $null = $_
    }
    $script:Names[$key] = @{ Table = $table; Clock = [System.Diagnostics.Stopwatch]::StartNew() }
    $table
}

# What a table shows for an ID.
function Format-Reference {
    param($Group, $Ids)
    $table = Get-NameTable $Group
    $names = foreach ($id in @($Ids)) {
        if ($null -ne $id) { if ($table[[string] $id]) { $table[[string] $id] } else { [string] $id } }
    }
    # Control characters have no place on a terminal.
    (@($names) -join ', ') -replace '[\x00-\x1f\x7f-\x9f]', ''
}
