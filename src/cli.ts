#!/usr/bin/env node
import { runProgram } from './commands/program.ts'

// A reader such as `head` may close the pipe before everything is written; that is its right.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit()
  throw error
})

process.exitCode = await runProgram(process.argv.slice(2))
