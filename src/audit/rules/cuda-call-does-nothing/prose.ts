export const title = 'A call of torch.cuda does nothing without CUDA'

export const messages = {
  frees: 'On a Mac torch.cuda.empty_cache() does nothing: the memory that Metal caches is not freed.',
  measures: (name: string, returned: string | undefined): string =>
    `On a Mac ${name}() gives ${returned === '0' ? '0' : 'nothing'} whatever is in use: Metal's memory is not measured.`,
} as const
