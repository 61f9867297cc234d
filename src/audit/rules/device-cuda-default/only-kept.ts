import type { DefaultSeen } from '../../../evaluate/observation.ts'

/** Whether a constructor does nothing with a parameter but `self.device = device`, and its class nothing with that. */
export function isOnlyKept({ name, module, node, owner }: DefaultSeen): boolean {
  const [className = '', method] = owner.split('.')
  const { text } = module.file
  if (method !== '__init__' || !/^\w+$/.test(name) || text.includes(`(${className})`)) return false
  const begin = text.lastIndexOf(`class ${className}`, node.at)
  const code = begin < 0 ? '' : text.slice(begin, endOfClass(text, begin))
  const kept = code.match(new RegExp(String.raw`\bself\.${name}\s*(?::[^=\n]+)?=\s*${name}\b`, 'g'))?.length ?? 0
  const used = code.match(new RegExp(String.raw`(?<![\w.])${name}\b(?!\s*[=:](?!=))`, 'g'))?.length ?? 0
  const usedOfObject = code.match(new RegExp(String.raw`\bself\.${name}\b(?!\s*(?::[^=\n]+)?=(?!=))`, 'g'))?.length ?? 0
  return kept > 0 && used === kept && usedOfObject === 0
}

/** Where the next definition at the margin begins. */
function endOfClass(text: string, begin: number): number {
  const next = /\n(?:class|def|async|if|@)\b/.exec(text.slice(begin))
  return next ? begin + next.index : text.length
}
