-- A journal as a server of format 1 wrote it, with a snapshot.
PRAGMA application_id = 1397443650;
PRAGMA user_version = 1;
PRAGMA foreign_keys=OFF;
BEGIN TRANSACTION;
CREATE TABLE board (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  openings INTEGER NOT NULL
) STRICT;
INSERT INTO board VALUES(1,'{"epoch":"9sqqn3f244mv","format":1,"snapshot":10,"talks":3}',4261106772,1);
CREATE TABLE changes (
  version INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL
) STRICT;
INSERT INTO changes VALUES(1,'{"event":"talk_proposed","format":1,"presenter":"Jamal","summary":"One wheel","talk":"mt1hq1dmj24y","time":1795310932945,"title":"Unicycling","version":1}',3808650009);
INSERT INTO changes VALUES(2,'{"event":"talk_proposed","format":1,"presenter":"Carlos","summary":"Louder","talk":"n73ckf3vzxn9","time":1795310932961,"title":"Unituning","version":2}',1239557446);
INSERT INTO changes VALUES(3,'{"event":"talk_proposed","format":1,"presenter":"Ana","summary":"Two of them","talk":"qabgkb2hcexj","time":1795310932976,"title":"Knots","version":3}',3289090115);
INSERT INTO changes VALUES(4,'{"author":"Iman","comment":"3vegej092bw5","event":"comment_written","format":1,"message":"Will you talk about raising a cycle?","talk":"mt1hq1dmj24y","time":1795310932991,"version":4}',3552175338);
INSERT INTO changes VALUES(5,'{"author":"Bo","comment":"m2ra0s9f8yz6","event":"comment_written","format":1,"message":"Me too","talk":"mt1hq1dmj24y","time":1795310933006,"version":5}',3821356471);
INSERT INTO changes VALUES(6,'{"author":"Bo","comment":"kn05c1tqf02f","event":"comment_written","format":1,"message":"Which?","talk":"qabgkb2hcexj","time":1795310933021,"version":6}',885709651);
INSERT INTO changes VALUES(7,'{"author":"Eve","comment":"98n7ex57hj8c","event":"comment_written","format":1,"message":"A secret","talk":"qabgkb2hcexj","time":1795310933036,"version":7}',2647503864);
INSERT INTO changes VALUES(8,'{"event":"talk_edited","format":1,"presenter":"Jamal","summary":"One wheel, two pedals","talk":"mt1hq1dmj24y","time":1795310933052,"version":8}',3442813590);
INSERT INTO changes VALUES(9,'{"comment":"m2ra0s9f8yz6","event":"comment_edited","format":1,"message":"Me three – état","talk":"mt1hq1dmj24y","time":1795310933063,"version":9}',2164835963);
INSERT INTO changes VALUES(10,'{"comment":"98n7ex57hj8c","event":"comment_removed","format":1,"talk":"qabgkb2hcexj","time":1795310933069,"version":10}',3258149125);
INSERT INTO changes VALUES(11,'{"event":"talk_removed","format":1,"talk":"n73ckf3vzxn9","time":1795310933081,"version":11}',3145583777);
INSERT INTO changes VALUES(12,'{"event":"talk_proposed","format":1,"presenter":"Dora","summary":"Again, by another","talk":"wdd9g5zm2ec3","time":1795310933097,"title":"Unituning","version":12}',1850153939);
CREATE TABLE talks (
  place INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  version INTEGER NOT NULL
) STRICT;
INSERT INTO talks VALUES(1,'{"comments":[{"author":"Iman","id":"3vegej092bw5","message":"Will you talk about raising a cycle?","written":1795310932991},{"author":"Bo","id":"m2ra0s9f8yz6","message":"Me three – état","written":1795310933006}],"format":1,"id":"mt1hq1dmj24y","place":1,"presenter":"Jamal","proposed":1795310932945,"summary":"One wheel, two pedals","title":"Unicycling","version":9}',273948101,9);
INSERT INTO talks VALUES(2,'{"comments":[],"format":1,"id":"n73ckf3vzxn9","place":2,"presenter":"Carlos","proposed":1795310932961,"summary":"Louder","title":"Unituning","version":2}',3559742684,2);
INSERT INTO talks VALUES(3,'{"comments":[{"author":"Bo","id":"kn05c1tqf02f","message":"Which?","written":1795310933021}],"format":1,"id":"qabgkb2hcexj","place":3,"presenter":"Ana","proposed":1795310932976,"summary":"Two of them","title":"Knots","version":10}',3368821365,10);
CREATE TABLE receipts (
  number INTEGER PRIMARY KEY,
  record TEXT NOT NULL,
  crc INTEGER NOT NULL,
  decided INTEGER NOT NULL
) STRICT;
INSERT INTO receipts VALUES(1,'{"decided":1795310932991,"fingerprint":"e18ba9e7de9551d4","format":1,"key":"k1983326981","outcome":"{\"comment\":{\"author\":\"Iman\",\"id\":\"3vegej092bw5\",\"message\":\"Will you talk about raising a cycle?\",\"written\":1795310932991},\"effect\":\"comment_written\"}","version":4}',4149600563,1795310932991);
INSERT INTO receipts VALUES(2,'{"decided":1795310933006,"fingerprint":"8b768f41d2994b4f","format":1,"key":"k921324781","outcome":"{\"comment\":{\"author\":\"Bo\",\"id\":\"m2ra0s9f8yz6\",\"message\":\"Me too\",\"written\":1795310933006},\"effect\":\"comment_written\"}","version":5}',1874759530,1795310933006);
INSERT INTO receipts VALUES(3,'{"decided":1795310933021,"fingerprint":"f4ce1593d6dad5a5","format":1,"key":"k2866119379","outcome":"{\"comment\":{\"author\":\"Bo\",\"id\":\"kn05c1tqf02f\",\"message\":\"Which?\",\"written\":1795310933021},\"effect\":\"comment_written\"}","version":6}',1181654680,1795310933021);
INSERT INTO receipts VALUES(4,'{"decided":1795310933036,"fingerprint":"d5c06e83b44159ad","format":1,"key":"k490730877","outcome":"{\"comment\":{\"author\":\"Eve\",\"id\":\"98n7ex57hj8c\",\"message\":\"A secret\",\"written\":1795310933036},\"effect\":\"comment_written\"}","version":7}',2111732710,1795310933036);
COMMIT;
