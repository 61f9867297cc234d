import type { Source } from '../../../report/report.ts'

export const title = 'A call for Metal that PyTorch does not have'

export const messages = {
  missing: (name: string): string => `PyTorch has no ${name}(): calling it raises AttributeError on a Mac.`,
  tooNew: (name: string, since: string, own: string | undefined): string =>
    `PyTorch${own === undefined ? '' : ` ${own}`} has no ${name}(), which came with ${since}: calling it raises AttributeError.`,
  byDevice: (name: string): string =>
    `With a device of Metal this is ${name}(), which PyTorch does not have: calling it raises AttributeError.`,
  device: 'PyTorch has no device called metal: making it raises RuntimeError. Metal is called mps.',
  built:
    'is_built() says that this PyTorch knows Metal, not that a GPU can be reached: in a virtual machine it may not be.',
  old: 'torch.has_mps is an old name that says how PyTorch was built; it gives a warning.',
  method: 'Tensors and modules have no method mps(): calling it raises AttributeError.',
} as const

export const fixes = {
  use: (name: string): string => `Use ${name}.`,
  upgrade: (since: string): string => `Take PyTorch ${since} or later.`,
  guard: 'Call it for CUDA only: Metal has no counterpart.',
  onMetal: (name: string): string => `Where the device is of Metal, call ${name} instead.`,
  ofDevice:
    'Ask first whether the module has it, with hasattr, or whether the device is of Metal: there it has no counterpart.',
  device: "Use torch.device('mps').",
  method: "Use .to('mps').",
  available: 'Ask torch.backends.mps.is_available().',
} as const

/** Why an edit changes nothing on other machines. */
export const whys = {
  missing: 'The call is the one that exists; before it raised wherever it was reached.',
  device: 'The device is called mps; before it raised wherever it was made.',
  method: 'The method that exists is called; before it raised wherever it was reached.',
  available: 'Where PyTorch has no Metal both answers are no; where it has, this one says whether there is a GPU.',
} as const

/** What the made-up names were meant to be. */
export const insteadOf: Readonly<Record<string, string>> = {
  'torch.backends.mps.empty_cache': 'torch.mps.empty_cache',
  'torch.backends.mps.synchronize': 'torch.mps.synchronize',
  'torch.mps.manual_seed_all': 'torch.mps.manual_seed',
  'torch.mps.memory_allocated': 'torch.mps.current_allocated_memory',
  'torch.mps.memory_reserved': 'torch.mps.driver_allocated_memory',
  'torch.mps.mem_get_info': 'torch.mps.recommended_max_memory',
  'torch.mps.get_device_name': 'torch.backends.mps.get_name',
  'torch.mps.is_bf16_supported': 'torch.backends.mps.is_macos_or_newer(14, 0)',
}

export const sources: readonly Source[] = [
  { url: 'https://docs.pytorch.org/docs/stable/mps.html', seen: '2026-11-22', kind: 'documentation' },
]
