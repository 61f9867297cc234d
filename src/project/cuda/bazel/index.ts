import type { CudaBuild, FileFacts } from '../../facts.ts'
import type { Format } from '../../format.ts'
import { siteAt, type TextFile } from '../../text-file.ts'
import { withoutComments } from '../starlark-code.ts'

/** Rules that run the CUDA compiler, and what wraps them where a build may be without it. */
const USES =
  /\b(?:cuda_library|cuda_binary|cuda_test|cuda_objects|cuda_configure|cuda_toolchain\w*|tf_cuda_library|tf_gpu_kernel_library)\s*\(|@(?:local_config_cuda|rules_cuda)\b|\bname\s*=\s*"rules_cuda"/g
const CONDITIONAL =
  /\bif_cuda\w*\s*\(|\bis_cuda_enabled\b|config_setting\s*\([^)]{0,500}cuda|\bselect\s*\(\s*\{[^}]{0,500}cuda/i
/** Most places that one file reports. */
const MAX_PLACES = 50

export const format = {
  name: 'bazel',
  specification: 'https://bazel.build/concepts/build-files',
  recognises: (path, text) =>
    /(?:^|\/)(?:(?:BUILD|WORKSPACE|MODULE)(?:\.bazel)?|[\w.-]+\.bzl)$/.test(path) && /cuda/.test(text),
  read,
} satisfies Format

function read(file: TextFile): FileFacts {
  const code = withoutComments(file.text)
  const optional = CONDITIONAL.test(code)
  const builds: CudaBuild[] = []
  for (const match of code.matchAll(USES)) {
    if (builds.length >= MAX_PLACES) break
    builds.push({ how: 'bazel', optional, site: siteAt(file, match.index, match.index + match[0].length) })
  }
  return { builds }
}
