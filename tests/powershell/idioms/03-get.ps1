$g = Get-PasswordSyncGroupV1 -Id '6881f631-3bd5-4213-9c75-8e05cc3e35dd'
Write-Output $g.name ($g.created -is [datetime]) $g.passwordPolicyId
