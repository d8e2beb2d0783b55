"""Lets apt on a machine without a network ask a proxy outside, through a socket in the file system."""

import socket
import socketserver
import threading


class Forward(socketserver.BaseRequestHandler):
    def handle(self):
        with socket.socket(socket.AF_UNIX) as outside:
            outside.connect("/srv/proxy.sock")
            back = threading.Thread(target=pump, args=(outside, self.request), daemon=True)
            back.start()
            pump(self.request, outside)
            back.join()


def pump(source, sink):
    while data := source.recv(65536):
        sink.sendall(data)
    try:
        sink.shutdown(socket.SHUT_WR)
    except OSError:
        pass


socketserver.ThreadingTCPServer.allow_reuse_address = True
socketserver.ThreadingTCPServer(("127.0.0.1", 3142), Forward).serve_forever()
