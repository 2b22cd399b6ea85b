# syncgroup completions powershell
Register-ArgumentCompleter -Native -CommandName 'syncgroup', 'syncgroup.exe' -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements |
        Where-Object { $_.Extent.EndOffset -lt $cursorPosition } |
        ForEach-Object { if ($null -ne $_.Value) { "$($_.Value)" } else { $_.Extent.Text } })
    $before = $env:SYNCGROUP_COMPLETE
    $env:SYNCGROUP_COMPLETE = 'powershell'
    try {
        & syncgroup -- @words "=$wordToComplete" 2>$null | ForEach-Object {
            $value, $help = $_ -split "`t", 2
            if (-not $help) { $help = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $help)
        }
    } finally {
        $env:SYNCGROUP_COMPLETE = $before
    }
}
