"""What holds for Excel while a macro works: what it leaves undone meanwhile, what it forbids, what refusals mean."""
