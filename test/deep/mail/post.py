"""Sends messages as a client of SMTP, and prints what the server answered to each, as JSON.

Reads a JSON object: `server`, `port`, `tls` (none, starttls, implicit), `user`, `password`, `helo`, `from`, `to`, `message`, `times`, `together`.
"""

import concurrent.futures, json, smtplib, ssl, sys

asked = json.load(sys.stdin)


def client():
    context = ssl.create_default_context()
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    kind = smtplib.SMTP_SSL if asked["tls"] == "implicit" else smtplib.SMTP
    more = {"context": context} if asked["tls"] == "implicit" else {}
    found = kind(asked["server"], asked["port"], local_hostname=asked["helo"], timeout=60, **more)
    if asked["tls"] == "starttls":
        found.starttls(context=context)
    if asked.get("user"):
        found.login(asked["user"], asked["password"])
    return found


def told(error):
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        (code, text), *_ = error.recipients.values()
        return f"{code} {text.decode()}"
    if isinstance(error, smtplib.SMTPResponseException):
        text = error.smtp_error
        return f"{error.smtp_code} {text.decode() if isinstance(text, bytes) else text}"
    return repr(error)


def post(count):
    answers = []
    try:
        with client() as connection:
            for _ in range(count):
                try:
                    connection.sendmail(asked["from"], asked["to"], asked["message"].encode())
                    answers.append("250")
                except smtplib.SMTPException as error:
                    answers.append(told(error))
                    connection.rset()
    except (smtplib.SMTPException, OSError) as error:
        answers.append(told(error))
    return answers


together = asked["together"]
with concurrent.futures.ThreadPoolExecutor(together) as pool:
    shares = [asked["times"] // together + (index < asked["times"] % together) for index in range(together)]
    json.dump([answer for answers in pool.map(post, shares) for answer in answers], sys.stdout)
