$groups = Get-PasswordSyncGroupsV1
foreach ($g in $groups) { Write-Output "$($g.name) $($g.id) $(@($g.sourceIds).Count)" }
Write-Output ($groups -is [array]) $groups[0].id $groups.Count
