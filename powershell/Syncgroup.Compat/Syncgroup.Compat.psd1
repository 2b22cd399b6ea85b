@{
    RootModule = 'Syncgroup.Compat.psm1'
    ModuleVersion = '0.2.0'
    GUID = '0e2a8f59-2c0d-4f6a-9f3f-7f6f3f0c2b64'
    Author = 'The authors of syncgroup'
    CompanyName = 'syncgroup'
    Copyright = 'MIT or Apache-2.0'
    Description = 'The sync group commands of PSSailpoint, for scripts that were written for it.'
    PowerShellVersion = '5.1'
    CompatiblePSEditions = @('Desktop', 'Core')
    FunctionsToExport = @(
        'New-PasswordSyncGroup', 'New-BetaPasswordSyncGroup', 'New-V2024PasswordSyncGroup',
        'New-V2025PasswordSyncGroup', 'New-V2026PasswordSyncGroup', 'New-PasswordSyncGroupV1',
        'Get-PasswordSyncGroup', 'Get-BetaPasswordSyncGroup', 'Get-V2024PasswordSyncGroup',
        'Get-V2025PasswordSyncGroup', 'Get-V2026PasswordSyncGroup', 'Get-PasswordSyncGroupV1',
        'Get-PasswordSyncGroups', 'Get-BetaPasswordSyncGroups', 'Get-V2024PasswordSyncGroups',
        'Get-V2025PasswordSyncGroups', 'Get-V2026PasswordSyncGroups', 'Get-PasswordSyncGroupsV1',
        'Update-PasswordSyncGroup', 'Update-BetaPasswordSyncGroup', 'Update-V2024PasswordSyncGroup',
        'Update-V2025PasswordSyncGroup', 'Update-V2026PasswordSyncGroup', 'Update-PasswordSyncGroupV1',
        'Remove-PasswordSyncGroup', 'Remove-BetaPasswordSyncGroup', 'Remove-V2024PasswordSyncGroup',
        'Remove-V2025PasswordSyncGroup', 'Remove-V2026PasswordSyncGroup', 'Remove-PasswordSyncGroupV1',
        'Initialize-PasswordSyncGroup', 'ConvertFrom-JsonToPasswordSyncGroup', 'Initialize-BetaPasswordSyncGroup',
        'ConvertFrom-BetaJsonToPasswordSyncGroup', 'Initialize-V2024PasswordSyncGroup',
        'ConvertFrom-V2024JsonToPasswordSyncGroup', 'Initialize-V2025PasswordSyncGroup',
        'ConvertFrom-V2025JsonToPasswordSyncGroup', 'Initialize-V2026PasswordSyncGroup',
        'ConvertFrom-V2026JsonToPasswordSyncGroup', 'Invoke-Paginate', 'Set-DefaultConfiguration',
        'Get-DefaultConfiguration'
    )
    CmdletsToExport = @()
    VariablesToExport = @()
    AliasesToExport = @()
}
