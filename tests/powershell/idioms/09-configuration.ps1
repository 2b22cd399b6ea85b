$null = Get-DefaultConfiguration
$free = Get-SourcesV1 -Filters 'name eq "Salesforce"'
Write-Output $free.name (Get-PasswordSyncGroupsV1 -Limit 1).id
