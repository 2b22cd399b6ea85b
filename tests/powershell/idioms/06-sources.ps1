$names = @{}
Get-SourcesV1 -Limit 50 | ForEach-Object { $names[$_.id] = $_.name }
foreach ($g in Get-PasswordSyncGroupsV1) {
    Write-Output "$($g.name): $(($g.sourceIds | ForEach-Object { $names[$_] } | Sort-Object) -join ', ')"
}
