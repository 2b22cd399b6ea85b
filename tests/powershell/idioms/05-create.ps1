$body = Initialize-PasswordSyncGroup -Name 'Idiom' -PasswordPolicyId '2c91808d744ba0ce01746f93b6204501' `
    -SourceIds '2c918084660f45d6016617daa9210520', '2c918084660f45d6016617daa9210540'
$made = New-PasswordSyncGroupV1 -PasswordSyncGroup $body
Write-Output $made.name @($made.sourceIds).Count
Remove-PasswordSyncGroupV1 -Id $made.id
