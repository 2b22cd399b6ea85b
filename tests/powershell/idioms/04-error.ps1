Set-DefaultConfiguration -MaximumRetryCount 0 -RetryIntervalSeconds 1
try { Get-PasswordSyncGroupV1 -Id '00000000-0000-0000-0000-000000000000' -ErrorAction Stop } catch {
    Write-Output $_.Exception.Response.StatusCode.value__ ($_.ErrorDetails.Message | ConvertFrom-Json).detailCode
}
