# La touche Tab propose la suite d'une commande aidnum dans PowerShell. Pour l'installer :
#   mkdir -Force (Split-Path $PROFILE); aidnum completion powershell | Add-Content $PROFILE

Register-ArgumentCompleter -Native -CommandName aidnum -ScriptBlock {
    param($typed, $ast, $position)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -lt $position } | ForEach-Object {
        if ($_ -is [System.Management.Automation.Language.StringConstantExpressionAst]) { $_.Value } else { $_.Extent.Text }
    })
    $words = @('powershell') + $words + @("$typed" -replace '^[''"]|[''"]$', '')
    $encoding = [Console]::OutputEncoding
    [Console]::OutputEncoding = New-Object System.Text.UTF8Encoding $false
    $env:AIDNUM_COMPLETE = ($words -join "`n") + "`n"
    try {
        $answer = @(& $words[1] 2>$null)
    } finally {
        Remove-Item Env:AIDNUM_COMPLETE
        [Console]::OutputEncoding = $encoding
    }
    # Without an answer PowerShell completes the names of files.
    $answer | Select-Object -Skip 1 | ForEach-Object {
        $value, $told = $_ -split "`t", 2
        $word = if ($value -match '[^\w./:=+-]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
        if (-not $told) { $told = $value }
        [System.Management.Automation.CompletionResult]::new($word, $value, 'ParameterValue', $told)
    }
}
