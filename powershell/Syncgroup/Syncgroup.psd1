@{
    RootModule = 'Syncgroup.psm1'
    ModuleVersion = '0.2.0'
    GUID = '5b0a3d0e-3f0e-4b57-9d39-0c2f6f1a7c11'
    Author = 'The authors of syncgroup'
    CompanyName = 'syncgroup'
    Copyright = 'MIT or Apache-2.0'
    Description = 'SailPoint password sync groups as objects: the five cmdlets, with -WhatIf, -Confirm, checks and undo.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FormatsToProcess = @('Syncgroup.Format.ps1xml')
    FunctionsToExport = @(
        'Connect-Syncgroup', 'Disconnect-Syncgroup', 'Get-PasswordSyncGroup', 'Get-PasswordSyncGroups',
        'Get-SyncgroupPolicy', 'Get-SyncgroupSource', 'Invoke-Syncgroup', 'New-PasswordSyncGroup',
        'Remove-PasswordSyncGroup', 'Test-PasswordSyncGroup', 'Undo-PasswordSyncGroup', 'Update-PasswordSyncGroup'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
    PrivateData = @{
        PSData = @{
            Tags = @('SailPoint', 'IdentityNow', 'Password', 'SyncGroup', 'PSEdition_Desktop', 'PSEdition_Core')
        }
    }
}
