import argparse

import torch
from PIL import Image
from torchvision import transforms
from transformers import AutoTokenizer

from captions.model import Captioner

device = "cuda" if torch.cuda.is_available() else "cpu"


@torch.inference_mode()
def caption(photo, model, tokenizer, words=24):
    pixels = transforms.ToTensor()(Image.open(photo).convert("RGB").resize((224, 224)))[None].to(device)
    tokens = torch.tensor([[tokenizer.bos_token_id or 0]], device=device)
    for _ in range(words):
        scores = model(pixels, tokens).logits[:, -1]
        tokens = torch.cat([tokens, scores.argmax(-1, keepdim=True)], dim=1)
    return tokenizer.decode(tokens[0, 1:], skip_special_tokens=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("photo")
    parser.add_argument("--checkpoint", default="runs/last.pt")
    parser.add_argument("--language-model", default="Qwen/Qwen2.5-0.5B")
    options = parser.parse_args()

    model = Captioner(options.language_model).to(device).eval()
    model.load_state_dict(torch.load(options.checkpoint))
    print(caption(options.photo, model, AutoTokenizer.from_pretrained(options.language_model)))
