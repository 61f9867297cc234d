/**
 * Runs before each file of tests: what a command writes is the same wherever the tests are started. A test about terminals
 * starts a process in one, or says what the terminal is like.
 */
for (const stream of [process.stdin, process.stdout, process.stderr]) stream.isTTY = false
delete process.env['FORCE_COLOR']
