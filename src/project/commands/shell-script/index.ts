import type { FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import type { TextFile } from '../../text-file.ts'
import { commandsOf } from '../commands-of.ts'
import { gpuFlagsOf } from '../gpu-flags.ts'
import { placeAt } from '../place.ts'
import { batchGpuRequests } from './batch-options.ts'

const EXTENSION = /\.(?:sh|bash|zsh|ksh|slurm|sbatch|pbs|lsf)$/i
/** Variables for those who start the project, written as a shell reads them. */
const VARIABLES = /(?:^|\/)\.env(?:rc|\.[\w.-]+)?$/
const SHEBANG = /^#![^\n]{0,80}\b(?:ba|da|z|k|a)?sh\b/

export const format = {
  name: 'shell-script',
  specification: 'https://pubs.opengroup.org/onlinepubs/9799919799/utilities/V3_chap02.html',
  recognises: (path, text) => EXTENSION.test(path) || VARIABLES.test(path) || SHEBANG.test(text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const { commands, unread } = commandsOf(file.text, placeAt(file, 'shell'))
  return { commands, unread, containers: [...batchGpuRequests(file), ...commands.flatMap(gpuFlagsOf)] }
}
