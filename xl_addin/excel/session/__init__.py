"""What holds for Excel while a macro works: what it leaves undone meanwhile, and what its refusals mean."""
