#!/usr/bin/env node
import { EXIT } from './commands/exit.ts'
import { runProgram } from './commands/program.ts'
import { reasonOf } from './project/files/reason.ts'

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // A reader such as `head` may close the pipe before everything is written; that is its right.
  if (error.code === 'EPIPE') process.exit()
  process.stderr.write(`error: cannot write to standard output: ${reasonOf(error)}\n`)
  process.exit(EXIT.usage)
})

process.exitCode = await runProgram(process.argv.slice(2))
