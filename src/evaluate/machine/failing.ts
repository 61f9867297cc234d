/**
 * Calls by which programs find out whether there is CUDA, and what they raise in a build of PyTorch without it, as
 * `knowledge/pytorch` has it recorded.
 */
export const FAILING: ReadonlyMap<string, string> = new Map([
  ...[
    'init',
    'current_device',
    'current_stream',
    'get_device_name',
    'get_device_properties',
    'get_device_capability',
    'mem_get_info',
    'synchronize',
  ].map((name) => [`torch.cuda.${name}`, 'AssertionError'] as const),
  ['torch.cuda.set_device', 'AttributeError'],
])

/** What is raised where something is put on CUDA: `torch.zeros(1).cuda()`. */
export const FAILED_MOVE = 'AssertionError'
