#!/usr/bin/env node
import { runFleet } from './commands/program.ts'

process.exitCode = await runFleet(process.argv.slice(2))
