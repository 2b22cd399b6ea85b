$all = Invoke-Paginate -Function Get-PasswordSyncGroupsV1 -Increment 1 -Limit 2 -InitialOffset 0 -Parameters @{}
Write-Output @($all).Count
$sources = Invoke-Paginate -Function Get-SourcesV1 -Increment 5 -Limit 50 -InitialOffset 0 -Parameters @{}
Write-Output @($sources).Count
