$json = '{"id":"8f4c1a52-6d0b-4c7e-9b7e-2f1d3a5e7c90","name":"Head Office","passwordPolicyId":"2c91808d744ba0ce01746f93b6204501",' +
    '"sourceIds":["2c918084660f45d6016617daa92105a0","2c918084660f45d6016617daa92105b0","2c918084660f45d6016617daa92105c0"]}'
$body = ConvertFrom-JsonToPasswordSyncGroup -Json $json
$g = Update-PasswordSyncGroupV1 -Id $body.id -PasswordSyncGroup $body
$source = Get-SourceV1 -Id $g.sourceIds[0]
Write-Output $g.name $source.name $g.GetType().Name
