import type { CallSeen } from '../../../trace/observation.ts'
import type { Certainty } from '../../../report/report.ts'
import { type Extension, extensionsOf, isForInstallation } from '../../packages/cuda-builds.ts'
import type { Draft, Rule } from '../../rule.ts'
import { passedTo, textOf } from '../../observations/call-arguments.ts'
import { importedExtensions } from './imported.ts'
import { messages, sources, title } from './prose.ts'

/** `CUDAExtension(...)` in a setup.py, or what is left of it there, `load(...)` and `load_inline(...)` in the program. What the kernels do has no remedy but to be written anew. */
export const rule = {
  code: 'kernels/cuda-extension',
  title,
  words: { strong: ['cuda', 'CUDAExtension', 'cpp_extension', 'load_inline'], weak: ['cu', 'sources'] },
  find: (context) => [...extensionsOf(context).map(draftOf), ...importedExtensions(context)],
} satisfies Rule

function draftOf(extension: Extension): Draft {
  const { call, site, required, onRequest, reach } = extension
  return {
    effect: required || onRequest ? 'blocks' : 'falls-back',
    certainty: onRequest ? 'possible' : certaintyOfBuild(call),
    message: messageOf(extension),
    subject: { kind: 'kernel', name: nameOf(call) },
    sites: [site],
    sources,
    reach,
    group: onRequest ? 'on request' : 'extension',
  }
}

function messageOf({ call, folder, required, onRequest }: Extension): string {
  if (onRequest) return messages.onRequest
  const isInstalled = isForInstallation(call)
  if (!required) return isInstalled ? messages.without : messages.withoutAtRun
  if (!isInstalled) return messages.run
  return folder === '' ? messages.install : messages.installPart
}

/** What stands at the top level of a module surely runs. */
function certaintyOfBuild(call: CallSeen): Certainty {
  return call.live === 'yes' && !call.function ? 'certain' : 'likely'
}

/** The name of the extension, or else of what builds it. */
function nameOf(call: CallSeen): string {
  return textOf(passedTo(call, 'name', 0)?.value) || call.name
}
