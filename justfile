# The same commands that CI runs. `just` lists them.

default:
    @just --list

# Everything that CI looks at.
check:
    .ci/run

# The tests that the README names.
test:
    cargo test --workspace

# The stories, held against Discord's OpenAPI description: ../shared/discord/openapi.json or DISCORD_OPENAPI.
contract:
    cargo test --workspace --features contract --lib --test it

# The salon on this machine, no account needed.
demo:
    cargo run --release -- demo

# The long tests. `KILLS=10000 just long` kills more often.
long:
    cargo test --release --workspace -- --ignored

# 10,000 random walks of questions; `just long` has them, too.
walks:
    cargo test --release -p salon --lib -- --ignored questions::tests::walks

# Latency and memory beside a bare serenity bot.
bench:
    cargo bench --bench ask

# Seeded faults, each of which a story must catch.
mutants:
    tests/mutants/run
