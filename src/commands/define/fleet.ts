import type { Command } from 'commander'
import type { Done } from './options.ts'

/** `acclimate fleet …`, which is a package of its own. */
export function defineFleet(program: Command, done: Done): void {
  program
    .command('fleet')
    .description('audit many repositories and answer questions over all of them (npm install acclimate-fleet)')
    .helpOption(false)
    .allowUnknownOption()
    .allowExcessArguments()
    .action(async (_, command: Command) => {
      const { runFleet } = await import('../fleet.ts')
      done(await runFleet(command.args))
    })
}
