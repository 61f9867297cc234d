import argparse
import os

import bitsandbytes as bnb
import torch
import yaml
from tqdm import tqdm
from transformers import AutoTokenizer

from captions.data import loader
from captions.model import Captioner

os.environ["CUDA_VISIBLE_DEVICES"] = "0"
torch.backends.cuda.matmul.allow_tf32 = True


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--config", default="config/train.yaml")
    config = yaml.safe_load(open(parser.parse_args().config))

    torch.cuda.manual_seed_all(0)
    device = torch.device(config["device"])
    tokenizer = AutoTokenizer.from_pretrained(config["language_model"])
    model = Captioner(config["language_model"]).to(device)
    model = torch.compile(model, mode="max-autotune")
    optimizer = bnb.optim.AdamW8bit(model.parameters(), lr=config["learning_rate"])
    scaler = torch.cuda.amp.GradScaler()

    for epoch in range(config["epochs"]):
        for pixels, tokens in tqdm(loader(config["data"], tokenizer, config["batch_size"], config["workers"])):
            pixels, tokens = pixels.cuda(non_blocking=True), tokens.cuda(non_blocking=True)
            with torch.cuda.amp.autocast():
                loss = model(pixels, tokens, labels=tokens).loss
            scaler.scale(loss).backward()
            scaler.step(optimizer)
            scaler.update()
            optimizer.zero_grad(set_to_none=True)
        print(f"epoch {epoch}: {loss.item():.3f}, {torch.cuda.max_memory_allocated() / 2**30:.1f} GiB")
        torch.save(model.state_dict(), "runs/last.pt")


if __name__ == "__main__":
    main()
