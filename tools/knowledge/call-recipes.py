"""How to call each name of PyTorch whose arguments cannot be left out, and what to try afterwards.

A recipe is Python source that is evaluated where `torch` is imported; nothing means that a call would tell no more than
that the arguments were wrong. `LATER` holds statements that follow a call
which itself succeeds: when the statement fails, the call is recorded as one that fails later.
"""

RECIPES = {
    'torch.amp.GradScaler': "torch.amp.GradScaler('cuda')",
    'torch.amp.autocast': "enter(torch.amp.autocast('cuda'))",
    'torch.amp.is_autocast_available': "torch.amp.is_autocast_available('cuda')",
    'torch.cuda.CUDAGraph': 'torch.cuda.CUDAGraph()',
    'torch.cuda.ExternalStream': 'torch.cuda.ExternalStream(0)',
    'torch.cuda.StreamContext': 'enter(torch.cuda.StreamContext(torch.cuda.Stream()))',
    'torch.cuda.amp.autocast': 'enter(torch.cuda.amp.autocast())',
    'torch.cuda.can_device_access_peer': 'torch.cuda.can_device_access_peer(0, 0)',
    'torch.cuda.caching_allocator_alloc': 'torch.cuda.caching_allocator_alloc(1)',
    'torch.cuda.caching_allocator_delete': 'torch.cuda.caching_allocator_delete(0)',
    'torch.cuda.caching_allocator_enable': 'torch.cuda.caching_allocator_enable(True)',
    'torch.cuda.comm.broadcast': "torch.cuda.comm.broadcast(torch.zeros(1), devices=['cuda:0'])",
    'torch.cuda.comm.gather': 'torch.cuda.comm.gather([torch.zeros(1)], destination=0)',
    'torch.cuda.comm.reduce_add': 'torch.cuda.comm.reduce_add([torch.zeros(1)])',
    'torch.cuda.comm.scatter': "torch.cuda.comm.scatter(torch.zeros(1), devices=['cuda:0'])",
    'torch.cuda.cudart': 'torch.cuda.cudart()',
    'torch.cuda.device': 'enter(torch.cuda.device(0))',
    'torch.cuda.device_of': 'enter(torch.cuda.device_of(torch.zeros(1)))',
    'torch.cuda.get_device_properties': 'torch.cuda.get_device_properties(0)',
    'torch.cuda.get_stream_from_external': 'torch.cuda.get_stream_from_external(0)',
    'torch.cuda.graph': 'enter(torch.cuda.graph(torch.cuda.CUDAGraph()))',
    'torch.cuda.jiterator._create_jit_fn': "torch.cuda.jiterator._create_jit_fn('template <typename T> T f(T x) { return x; }')",
    'torch.cuda.make_graphed_callables': 'torch.cuda.make_graphed_callables(torch.nn.Linear(1, 1), (torch.zeros(1),))',
    'torch.cuda.manual_seed': 'torch.cuda.manual_seed(0)',
    'torch.cuda.manual_seed_all': 'torch.cuda.manual_seed_all(0)',
    'torch.cuda.nccl.all_reduce': 'torch.cuda.nccl.all_reduce([torch.zeros(1)])',
    'torch.cuda.nvtx.mark': "torch.cuda.nvtx.mark('a')",
    'torch.cuda.nvtx.range': "enter(torch.cuda.nvtx.range('a'))",
    'torch.cuda.nvtx.range_push': "torch.cuda.nvtx.range_push('a')",
    'torch.cuda.nvtx.range_start': "torch.cuda.nvtx.range_start('a')",
    'torch.cuda.profiler.profile': 'enter(torch.cuda.profiler.profile())',
    'torch.cuda.set_device': 'torch.cuda.set_device(0)',
    'torch.cuda.set_per_process_memory_fraction': 'torch.cuda.set_per_process_memory_fraction(0.5)',
    'torch.cuda.set_rng_state': 'torch.cuda.set_rng_state(torch.zeros(16, dtype=torch.uint8))',
    'torch.cuda.set_rng_state_all': 'torch.cuda.set_rng_state_all([torch.zeros(16, dtype=torch.uint8)])',
    'torch.cuda.set_stream': 'torch.cuda.set_stream(torch.cuda.current_stream())',
    'torch.cuda.set_sync_debug_mode': 'torch.cuda.set_sync_debug_mode(1)',
    'torch.cuda.stream': 'enter(torch.cuda.stream(torch.cuda.current_stream()))',
    'torch.cuda.tunable.set_filename': "torch.cuda.tunable.set_filename('a')",
    'torch.cuda.tunable.set_max_tuning_duration': 'torch.cuda.tunable.set_max_tuning_duration(1)',
    'torch.cuda.tunable.set_max_tuning_iterations': 'torch.cuda.tunable.set_max_tuning_iterations(1)',
    'torch.cuda.use_mem_pool': 'enter(torch.cuda.use_mem_pool(torch.cuda.MemPool()))',
    'torch.backends.cuda.enable_cudnn_sdp': 'torch.backends.cuda.enable_cudnn_sdp(True)',
    'torch.backends.cuda.enable_flash_sdp': 'torch.backends.cuda.enable_flash_sdp(True)',
    'torch.backends.cuda.SDPAParams': None,
    'torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp': 'torch.backends.cuda.allow_fp16_bf16_reduction_math_sdp(True)',
    'torch.backends.cuda.enable_math_sdp': 'torch.backends.cuda.enable_math_sdp(True)',
    'torch.backends.cuda.enable_mem_efficient_sdp': 'torch.backends.cuda.enable_mem_efficient_sdp(True)',
    'torch.backends.cuda.sdp_kernel': 'enter(torch.backends.cuda.sdp_kernel())',
    'torch.backends.cudnn.flags': 'enter(torch.backends.cudnn.flags())',
    'torch.backends.cudnn.is_acceptable': 'torch.backends.cudnn.is_acceptable(torch.zeros(1))',
    'torch.backends.cudnn.set_flags': 'torch.backends.cudnn.set_flags(_benchmark=True)',
}

# Calls that are no name of the modules that are read: methods, functions given a CUDA device, what modules make up.
FORMS = {
    "torch.Tensor.cuda": 'torch.zeros(1).cuda()',
    "torch.Tensor.is_cuda": 'torch.zeros(1).is_cuda',
    "torch.Tensor.record_stream": 'torch.zeros(1).record_stream(torch.cuda.current_stream())',
    "torch.Tensor.to('cuda')": "torch.zeros(1).to('cuda')",
    "torch.Tensor.to(device='cuda')": "torch.zeros(1).to(device='cuda')",
    "torch.Tensor.type(torch.cuda.FloatTensor)": 'torch.zeros(1).type(torch.cuda.FloatTensor)',
    "torch.nn.Module.cuda": 'torch.nn.Linear(1, 1).cuda()',
    "torch.nn.Module.to('cuda')": "torch.nn.Linear(1, 1).to('cuda')",
    "torch.device('cuda')": "torch.device('cuda')",
    # What programs call for timing and for records of memory, though it is not public.
    'torch.cuda._sleep': 'torch.cuda._sleep(1)',
    'torch.cuda.memory._dump_snapshot': "torch.cuda.memory._dump_snapshot('/dev/null')",
    'torch.cuda.memory._record_memory_history': 'torch.cuda.memory._record_memory_history()',
    'torch.cuda.memory._snapshot': 'torch.cuda.memory._snapshot()',
    "torch.random.fork_rng(devices=[0])": 'enter(torch.random.fork_rng(devices=[0]))',
    "torch.Generator(device='cuda')": "torch.Generator(device='cuda')",
    "torch.set_default_device('cuda')": "torch.set_default_device('cuda')",
    "torch.set_default_tensor_type(torch.cuda.FloatTensor)": 'torch.set_default_tensor_type(torch.cuda.FloatTensor)',
    "torch.set_default_tensor_type('torch.cuda.FloatTensor')": "torch.set_default_tensor_type('torch.cuda.FloatTensor')",
    "torch.autocast('cuda')": "enter(torch.autocast('cuda'))",
    "torch.autocast(device_type='cuda')": "enter(torch.autocast(device_type='cuda'))",
    "torch.load(map_location='cuda')": "torch.load(saved(), map_location='cuda')",
    "torch.distributed.init_process_group('nccl')": (
        "torch.distributed.init_process_group('nccl', init_method='tcp://127.0.0.1:29655', rank=0, world_size=1)"
    ),
    "torch.distributed.init_process_group('gloo')": (
        "torch.distributed.init_process_group('gloo', init_method='tcp://127.0.0.1:29656', rank=0, world_size=1)"
    ),
    "torch.distributed.is_nccl_available": 'torch.distributed.is_nccl_available()',
    "torch.utils.cpp_extension.CUDAExtension": "torch.utils.cpp_extension.CUDAExtension('a', ['a.cu'])",
    "torch.utils.cpp_extension.load_inline(cuda_sources)": (
        "torch.utils.cpp_extension.load_inline('a', cpp_sources='', cuda_sources='__global__ void f() {}', functions=[])"
    ),
    "torch.profiler.profile(activities=[CUDA])": (
        'enter(torch.profiler.profile(activities=[torch.profiler.ProfilerActivity.CUDA]))'
    ),
    'torch.backends.cudnn.is_available': 'torch.backends.cudnn.is_available()',
    'torch.backends.cudnn.version': 'torch.backends.cudnn.version()',
    'torch.has_cuda': 'torch.has_cuda',
    'torch.version.cuda': 'torch.version.cuda',
    **{
        f"torch.{name}(device='cuda')": f"torch.{name}({arguments}, device='cuda')"
        for name, arguments in {
            'arange': '1', 'as_tensor': '[1]', 'asarray': '[1]', 'empty': '1', 'empty_like': 'torch.zeros(1)',
            'eye': '1', 'full': '(1,), 0', 'full_like': 'torch.zeros(1), 0', 'linspace': '0, 1, 2', 'ones': '1',
            'ones_like': 'torch.zeros(1)', 'rand': '1', 'rand_like': 'torch.zeros(1)', 'randint': '1, (1,)',
            'randn': '1', 'randn_like': 'torch.zeros(1)', 'randperm': '1', 'tensor': '[1]', 'zeros': '1',
            'zeros_like': 'torch.zeros(1)',
        }.items()
    },
}

LATER = {
    "torch.device('cuda')": "torch.zeros(1, device=torch.device('cuda'))",
    "torch.set_default_device('cuda')": 'torch.zeros(1)',
    "torch.set_default_tensor_type(torch.cuda.FloatTensor)": 'torch.zeros(1)',
    "torch.set_default_tensor_type('torch.cuda.FloatTensor')": 'torch.zeros(1)',
    'torch.cuda.CUDAGraph': 'result.capture_begin()',
    'torch.cuda.device': 'torch.zeros(1, device=torch.cuda.current_device())',
}

# What these do depends on whether there is any accelerator, so a machine without one says nothing about a Mac.
ACCELERATOR_DECIDES = [
    'torch.Tensor.is_pinned', 'torch.Tensor.pin_memory', 'torch.device(0)', 'torch.has_mps', 'torch.nn.DataParallel',
    'torch.utils.data.DataLoader(pin_memory=True)',
]

# Names that projects use and that PyTorch has dropped, renamed or never had.
ALSO_LOOKED_FOR = [
    'torch.backends.mps.empty_cache', 'torch.backends.mps.synchronize', 'torch.cuda.memory_cached',
    'torch.cuda.max_memory_cached', 'torch.cuda.amp.is_available',
    'torch.mps.current_device', 'torch.mps.is_bf16_supported', 'torch.mps.manual_seed_all',
    'torch.mps.max_memory_allocated', 'torch.mps.mem_get_info', 'torch.mps.memory_allocated',
    'torch.mps.memory_reserved', 'torch.mps.reset_peak_memory_stats', 'torch.mps.set_device', 'torch.mps.stream',
    'torch.mps.Stream', 'torch.mps.get_device_name', 'torch.mps.get_device_properties',
]
