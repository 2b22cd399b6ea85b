# What every file of tests begins with: the module of the repository, an embedded tenant of its own.
$ErrorActionPreference = 'Stop'
Import-Module (Join-Path $PSScriptRoot '../../powershell/Syncgroup/Syncgroup.psd1')

$HeadOffice = '8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90'
$First = '6881f631-3bd5-4213-9c75-8e05cc3e35dd'
$Free = 'Salesforce', 'ServiceNow', 'G Suite', 'Corporate LDAP'

# Makes the embedded tenant of a profile new.
function Reset-Tenant { Invoke-Syncgroup -p sandbox sandbox reset -y }

# Lets a shell script stand for the program; gives what SYNCGROUP_EXE was. On Windows the test is skipped.
function Use-Script([string[]] $Lines) {
    if ([IO.Path]::DirectorySeparatorChar -eq '\') {
        Set-ItResult -Skipped -Because 'a shell script stands for the program'
    }
    $env:SYNCGROUP_EXE
    $env:SYNCGROUP_EXE = Join-Path $TestDrive 'program'
    (@('#!/bin/sh') + $Lines) -join "`n" | Set-Content $env:SYNCGROUP_EXE
    chmod +x $env:SYNCGROUP_EXE
}
