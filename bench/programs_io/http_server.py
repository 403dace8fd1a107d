"""Requests to http.server from http.client: one connection after another, then one connection kept open."""
import http.client
import http.server
import sys
import threading

REQUESTS = int(sys.argv[1]) if len(sys.argv) > 1 else 1000


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    disable_nagle_algorithm = True

    def do_GET(self):
        body = b'x' * 1000
        self.send_response(200)
        self.send_header('Content-Type', 'text/plain')
        self.send_header('Content-Length', str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


server = http.server.ThreadingHTTPServer(('127.0.0.1', 0), Handler)
thread = threading.Thread(target=server.serve_forever, kwargs={'poll_interval': 0.05})
thread.start()
total = 0
for _ in range(REQUESTS // 2):
    connection = http.client.HTTPConnection(*server.server_address)
    connection.request('GET', '/')
    total += len(connection.getresponse().read())
    connection.close()
connection = http.client.HTTPConnection(*server.server_address)
for _ in range(REQUESTS):
    connection.request('GET', '/')
    total += len(connection.getresponse().read())
connection.close()
print(total)
server.shutdown()
thread.join()
server.server_close()
