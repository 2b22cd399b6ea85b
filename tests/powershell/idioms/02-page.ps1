$Limit = 1; $Offset = 1; $Count = $true
$result = Get-PasswordSyncGroupsV1 -Limit $Limit -Offset $Offset -Count $Count -WithHttpInfo
Write-Output $result.StatusCode $result.Headers.'X-Total-Count'[0] @($result.Response)[0].name
