import type { StatedWords } from '../../audit/rule.ts'

/** Words of the calls that tell what kind of work a project does, beside the imports, which are always read. */
export const words = {
  strong: ['value_and_grad', 'init_process_group', 'DistributedDataParallel'],
  weak: ['optim', 'backward', 'Trainer', 'no_grad', 'inference_mode', 'generate', 'DataLoader'],
} satisfies StatedWords
