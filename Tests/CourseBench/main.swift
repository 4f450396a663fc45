import Foundation
import Postgres

let folder = FileManager.default.temporaryDirectory.appending(path: "pgbench-\(getpid())").path
let cluster = PrivateCluster(folder: folder)
print(try await cluster.start())
do {
    for measurement in try await postgresBench(cluster: cluster, seconds: 4) { print(measurement) }
} catch {
    print(error)
}
try await cluster.stop()
try FileManager.default.removeItem(atPath: folder)
