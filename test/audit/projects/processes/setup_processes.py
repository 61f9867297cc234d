import os

import torch
import torch.distributed as dist


def launched(args):
    if "RANK" in os.environ:
        args.gpu = int(os.environ["LOCAL_RANK"])
    elif "SLURM_PROCID" in os.environ:
        args.gpu = int(os.environ["SLURM_PROCID"]) % torch.cuda.device_count()
    else:
        return
    torch.cuda.set_device(args.gpu)


def reduce(args, total):
    if not args.distributed:
        return total
    return torch.tensor(total, device="cuda")


def gather_all(data):
    world_size = get_world_size()
    if world_size == 1:
        return [data]
    return data.to("cuda")


def gather(args, total):
    if args.local_rank != -1:
        dist.init_process_group("nccl")
    torch.cuda.synchronize()
    return total


def by_rank(rank):
    torch.cuda.set_device(rank % torch.cuda.device_count())


def enabled(args, model):
    if args.use_amp:
        with torch.cuda.amp.autocast():
            return model()
    with torch.cuda.amp.autocast():
        return model()


def start(launcher):
    if launcher == "pytorch":
        start_pytorch()


def start_pytorch():
    torch.cuda.set_device(int(os.environ["LOCAL_RANK"]))


def spawned(rank):
    torch.cuda.set_device(rank)


def spawned_or_called(rank):
    torch.cuda.set_device(rank + 0)


def start_all(args):
    torch.multiprocessing.spawn(spawned, nprocs=torch.cuda.device_count())
    if args.several:
        torch.multiprocessing.spawn(spawned_or_called, nprocs=torch.cuda.device_count())
    else:
        spawned_or_called(0)


def main(args, model):
    gather(args, gather_all(0))
    by_rank(0)
    enabled(args, model)
