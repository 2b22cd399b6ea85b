$policies = Get-PasswordPoliciesV1
$group = Get-PasswordSyncGroupsV1 -Limit 1
Write-Output ($policies | Where-Object { $_.id -eq $group.passwordPolicyId }).name
