"""A server of SMTP that takes every message, and writes each into a folder as JSON: sender, recipients and text."""

import asyncio, json, pathlib, sys

folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
taken = 0


async def serve(reader, writer):
    global taken
    sender, recipients = "", []

    def say(text):
        writer.write(text.encode() + b"\r\n")

    say("220 box ESMTP")
    while line := await reader.readline():
        word, rest = line.decode(errors="replace").strip().partition(" ")[::2]
        match word.upper():
            case "EHLO" | "HELO":
                say("250-box\r\n250-PIPELINING\r\n250 SIZE 100000000" if word.upper() == "EHLO" else "250 box")
                sender, recipients = "", []
            case "MAIL":
                sender, recipients = rest.partition("<")[2].partition(">")[0], []
                say("250 2.1.0 Ok")
            case "RCPT":
                address = rest.partition("<")[2].partition(">")[0]
                if address.startswith("unknown@"):
                    say("550 5.1.1 nobody of that name")
                else:
                    recipients.append(address)
                    say("250 2.1.5 Ok")
            case "DATA":
                say("354 go on")
                await writer.drain()
                text = await reader.readuntil(b"\r\n.\r\n")
                taken += 1
                place = folder / f"{taken:06}.json"
                body = text[:-3].replace(b"\r\n..", b"\r\n.").decode("latin-1")
                place.with_suffix(".next").write_text(json.dumps({"from": sender, "to": recipients, "text": body}))
                place.with_suffix(".next").rename(place)
                say("250 2.0.0 Ok")
            case "QUIT":
                say("221 bye")
                break
            case "RSET" | "NOOP":
                sender, recipients = "", []
                say("250 Ok")
            case _:
                say("500 what")
        await writer.drain()
    writer.close()


async def main():
    await asyncio.gather(
        *[(await asyncio.start_server(serve, sys.argv[2], int(port), limit=200_000_000)).serve_forever() for port in sys.argv[3:]]
    )


asyncio.run(main())
