# Runs a file of Pester tests; the exit code is the number of those that failed.
#   pwsh -NoProfile -NonInteractive -File tests/powershell/Run.ps1 Objects
param([Parameter(Mandatory = $true)] [string] $Name)
$configuration = New-PesterConfiguration
$configuration.Run.Path = Join-Path $PSScriptRoot "$Name.Tests.ps1"
$configuration.Run.Exit = $true
$configuration.Output.RenderMode = 'Plaintext'
$configuration.Output.Verbosity = 'Normal'
Invoke-Pester -Configuration $configuration
